-- A grade that a council sets out to be judged at, in one line of the judgement history, by a day. How it ended follows
-- from the inspections; outcome is written only where a person says it (met, missed or withdrawn), and superseded_by when a
-- later target took its place.
create table judgement_target (
  id text not null primary key,
  authority text not null,
  line text not null,
  grade text not null,
  by_date text not null,
  set_on text not null,
  set_by text not null,
  reason text not null,
  outcome text,
  ended_on text,
  ended_by text,
  ended_reason text,
  superseded_by text,
  superseded_on text,
  entered_at text not null,
  entered_by text not null,
  entered_by_name text not null,
  version bigint not null
);
create index judgement_target_by_authority on judgement_target (authority, line, set_on);
