-- Long work that goes on while its person does something else. state: queued, running, done, failed, cancelled.
-- A job performs `operation` with `input`, as the account; a file the input takes lies in the file store as file_hash.
-- about: what it works on, so that the same is not begun twice and its page finds it. permission: who else may see it.
-- worker: the process that runs it; it holds a lock for as long as it lives (platform/jobs/README.md).
create table job (
  id text not null primary key,
  authority text not null,
  operation text not null,
  input text not null,
  file_field text not null,
  file_name text not null,
  file_hash text not null,
  title text not null,
  address text not null,
  about text not null,
  permission text not null,
  state text not null,
  account text not null,
  account_name text not null,
  channel text not null,
  asked_at text not null,
  started_at text,
  ended_at text,
  worker text not null,
  reason text not null,
  result text not null,
  again_of text not null
);
create index job_by_time on job (authority, asked_at);
create index job_by_about on job (authority, about, asked_at);
create index job_by_state on job (state, asked_at);
