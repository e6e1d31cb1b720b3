-- Every link of the thread in one table, so that it can be walked both ways whatever it joins. from_… is nearer the
-- inspector's sentence; both ends are checked by the operation that makes the link, and nothing is ever deleted.
create table thread_link (
  authority text not null,
  from_kind text not null,
  from_id text not null,
  relation text not null,
  to_kind text not null,
  to_id text not null,
  primary key (from_id, to_id, relation)
);
create index thread_link_by_to on thread_link (to_id, from_kind);
create index thread_link_by_kinds on thread_link (authority, from_kind, to_kind);
insert into thread_link (authority, from_kind, from_id, relation, to_kind, to_id)
  select authority, 'finding', finding, 'answered by', 'theme', theme from finding_theme;
insert into thread_link (authority, from_kind, from_id, relation, to_kind, to_id)
  select authority, 'theme', theme, 'answered by', 'action', action from theme_action;
insert into thread_link (authority, from_kind, from_id, relation, to_kind, to_id)
  select authority, 'finding', finding, 'answered by', 'action', action from finding_action;
drop table finding_theme;
drop table theme_action;
drop table finding_action;

alter table programme add column predecessor text not null default '';
alter table programme add column brag_variant text not null default 'default';
alter table programme add column dates_agreed_by text not null default 'manager';

alter table theme add column lead_account text;

-- status is the rating "delivered"; moves counts the agreed changes of the due date.
alter table plan_action add column kind text not null default 'action';
alter table plan_action add column reference text not null default '';
alter table plan_action add column owner_account text;
alter table plan_action add column success text not null default '';
alter table plan_action add column recovery text not null default '';
alter table plan_action add column recovery_by text;
alter table plan_action add column moves bigint not null default 0;
alter table plan_action add column difference text not null default 'none';
update plan_action set status = 'on track' where status = 'in progress';
create unique index plan_action_by_reference on plan_action (authority, reference) where reference <> '';
create index plan_action_by_owner on plan_action (authority, owner_account, due);
create index plan_action_by_status on plan_action (authority, status, due);

-- What the plan holds besides themes and actions: stages, projects, objectives, risks ... The kinds and their fields
-- are reference data (reference/plan_kinds.tsv, plan_fields.tsv); fields holds the kind's own as JSON.
create table plan_record (
  id text not null primary key,
  authority text not null,
  kind text not null,
  number bigint not null,
  title text not null,
  parent text,
  owner_account text,
  due text,
  fields text not null,
  ended_at text,
  version bigint not null,
  unique (authority, kind, number)
);
create index plan_record_by_parent on plan_record (parent, kind);
create index plan_record_by_owner on plan_record (authority, owner_account);

-- Each state that anything of the plan has been in, in order. Never changed, never deleted.
create table plan_history (
  authority text not null,
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
  primary key (authority, sequence)
);
create index plan_history_by_record on plan_history (record, sequence);
create index plan_history_by_time on plan_history (authority, at);

-- The plan as it was frozen, e.g. "as submitted to Ofsted and DfE": a place in the history and the SHA-256 of what
-- the plan said there.
create table plan_version (
  id text not null primary key,
  authority text not null,
  number bigint not null,
  title text not null,
  sequence bigint not null,
  content_hash text not null,
  frozen_at text not null,
  account text not null,
  actor text not null,
  unique (authority, number)
);

-- The slippage ledger. A row is an asked-for date; it takes effect when it is agreed.
create table date_change (
  id text not null primary key,
  authority text not null,
  action text not null references plan_action (id),
  from_due text,
  to_due text not null,
  reason text not null,
  requester text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at text not null,
  state text not null,
  decided_by text,
  decided_by_name text,
  decided_at text,
  decided_in text not null,
  decision_note text not null,
  version bigint not null
);
create index date_change_by_action on date_change (action, asked_at);
create index date_change_by_state on date_change (authority, state, asked_at);

-- A claim of difference made, and who agreed to it. The latest agreed one is the action's rating.
create table difference_claim (
  id text not null primary key,
  authority text not null,
  action text not null references plan_action (id),
  rung text not null,
  statement text not null,
  claimed_by text not null,
  claimed_by_name text not null,
  claimed_at text not null,
  state text not null,
  decided_by text,
  decided_by_name text,
  decided_at text,
  decision_note text not null,
  evidence text not null,
  version bigint not null
);
create index difference_claim_by_action on difference_claim (action, claimed_at);
create index difference_claim_by_state on difference_claim (authority, state, claimed_at);

-- Owners are asked for an update on a cycle; an update is never changed after it is approved.
create table update_cycle (
  id text not null primary key,
  authority text not null,
  number bigint not null,
  title text not null,
  opened_on text not null,
  due text not null,
  closed_on text,
  version bigint not null,
  unique (authority, number)
);
create table progress_update (
  id text not null primary key,
  authority text not null,
  action text not null references plan_action (id),
  cycle text,
  status text not null,
  was_done text not null,
  changed_for_children text not null,
  comes_next text not null,
  help_wanted text not null,
  state text not null,
  written_by text not null,
  written_by_name text not null,
  written_at text not null,
  decided_by text,
  decided_by_name text,
  decided_at text,
  decision_note text not null,
  version bigint not null
);
create index progress_update_by_action on progress_update (action, written_at);
create index progress_update_by_state on progress_update (authority, state, written_at);
create index progress_update_by_cycle on progress_update (cycle, action);
