-- Decisions that are planned, then taken. days: JSON, when each step of the checklist was done. open_fields: JSON, what a
-- public notice prints; fields: JSON, the rest, which of a private decision only those see who see the body's private
-- part. answers: the recommendation it answers. public_title stands for the title of a private decision everywhere else.
create table planned_decision (
  id text not null primary key,
  authority text not null,
  number bigint not null,
  body text not null references board_record (id),
  meeting text references meeting (id),
  decided_by text not null,
  title text not null,
  public_title text not null,
  day text not null,
  until text,
  is_key bigint not null check (is_key in (0, 1)),
  is_private bigint not null check (is_private in (0, 1)),
  exempt_paragraph text not null,
  pence bigint,
  no_call_in bigint not null check (no_call_in in (0, 1)),
  answers text,
  days text not null,
  taken_on text,
  approved_pence bigint,
  open_fields text not null,
  fields text not null,
  withdrawn_on text,
  withdrawn_why text not null,
  made_at text not null,
  changed_at text not null,
  version bigint not null,
  unique (authority, number)
);
create index planned_decision_by_day on planned_decision (authority, day);
create index planned_decision_by_meeting on planned_decision (authority, meeting);

-- What the council's constitution sets. A council that said nothing has no row and gets the usual.
create table decision_settings (
  authority text not null primary key,
  call_in_days bigint not null,
  record_days bigint not null,
  key_pence bigint not null,
  key_wards bigint not null,
  who_may_call_in text not null,
  version bigint not null
);
