-- Each state that a record has been in, in the order of its area's changes: the plan's, from plan_history, and from now on
-- evidence and findings too. Never changed, never deleted. state: what the record said, as JSON; null when it was taken out.
create table record_history (
  authority text not null,
  area text not null,
  sequence bigint not null,
  kind text not null,
  record text not null,
  title text not null,
  at text not null,
  account text not null,
  actor text not null,
  channel text not null,
  verb text not null,
  why text not null,
  state text,
  primary key (authority, area, sequence)
);
insert into record_history (authority, area, sequence, kind, record, title, at, account, actor, channel, verb, why, state)
select authority, 'plan', sequence, kind, record, title, at, account, actor, channel, verb, why, state from plan_history;
create index record_history_by_record on record_history (authority, record, area, sequence);
create index record_history_by_time on record_history (authority, area, at);
