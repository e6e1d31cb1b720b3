-- What shows that something was done or changed. Which action or finding it serves is written down by whoever relies
-- on it, not here. People are kept by account and by the name they had.
create table evidence (
  id text not null primary key,
  authority text not null,
  number bigint not null,
  title text not null,
  source text not null,
  voice text,
  rung text not null,
  dated text not null,
  period_from text,
  period_to text,
  shows text not null,
  expires text not null,
  address text not null,
  file_version bigint,
  review text not null,
  reviewed_by text,
  reviewed_by_name text,
  reviewed_at text,
  review_note text not null,
  is_restricted bigint not null,
  added_by text not null,
  added_by_name text not null,
  added_at text not null,
  changed_by text not null,
  changed_by_name text not null,
  ended_at text,
  version bigint not null,
  unique (authority, number)
);
-- Counts read this alone.
create index evidence_standing on evidence (authority, is_restricted, source, rung, review, expires, ended_at);

-- Typed records entered by hand. A slice that holds measures or audits takes its own over from here by migration.
create table evidence_measure (
  evidence text not null primary key references evidence (id),
  authority text not null,
  name text not null,
  unit text not null,
  from_source text not null,
  good text not null,
  baseline_numerator bigint,
  baseline_denominator bigint,
  baseline_on text,
  end_numerator bigint,
  end_denominator bigint,
  end_on text
);
create index evidence_measure_by_authority on evidence_measure (authority);

create table evidence_audit (
  evidence text not null primary key references evidence (id),
  authority text not null,
  question text not null,
  good bigint not null,
  audited bigint not null
);
create index evidence_audit_by_authority on evidence_audit (authority);

-- A version is never changed or removed; evidence.file_version names the one in force.
create table evidence_file (
  evidence text not null references evidence (id),
  number bigint not null,
  authority text not null,
  hash text not null,
  name text not null,
  size bigint not null,
  media_type text not null,
  added_by text not null,
  added_by_name text not null,
  added_at text not null,
  primary key (evidence, number)
);
create index evidence_file_by_authority on evidence_file (authority);
