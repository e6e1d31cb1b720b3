-- The initiation document of a project. sections holds what is written now, by section key, as JSON; what was approved
-- is in pid_version. latest is the number of the newest of those, 0 before the first.
create table pid (
  id text not null primary key,
  authority text not null,
  project text not null references plan_record (id),
  state text not null,
  sections text not null,
  approver text,
  submitted_by text,
  submitted_by_name text,
  submitted_at text,
  decided_by text,
  decided_by_name text,
  decided_at text,
  decision_note text not null,
  latest bigint not null,
  version bigint not null,
  unique (project)
);
create index pid_by_authority on pid (authority, state);

-- What was approved: the words and the records as they stood. Never changed, never deleted.
create table pid_version (
  id text not null primary key,
  authority text not null,
  pid text not null references pid (id),
  number bigint not null,
  content text not null,
  fingerprint text not null,
  made_at text not null,
  asked_by text not null,
  asked_by_name text not null,
  agreed_by text not null,
  agreed_by_name text not null,
  why text not null,
  change_request text,
  unique (pid, number)
);

-- A change asked for after approval, with the version it was written against; also those that were refused.
create table pid_change (
  id text not null primary key,
  authority text not null,
  pid text not null references pid (id),
  number bigint not null,
  base bigint not null,
  proposal text not null,
  reason text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at text not null,
  state text not null,
  decided_by text,
  decided_by_name text,
  decided_at text,
  decision_note text not null,
  version bigint not null,
  unique (pid, number)
);
-- One open request at a time: whoever decides sees everything that would change.
create unique index pid_change_open on pid_change (pid) where state = 'asked';
create index pid_change_by_state on pid_change (authority, state);
