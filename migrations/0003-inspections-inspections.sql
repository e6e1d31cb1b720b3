-- A report read but not yet confirmed by a person.
create table inspection_reading (
  id text not null primary key,
  authority text not null,
  document_hash text not null,
  document_name text not null,
  document_pages bigint not null,
  draft text not null,
  created_at text not null,
  created_by text not null,
  created_by_name text not null,
  unique (authority, document_hash)
);

create table inspection (
  id text not null primary key,
  authority text not null,
  kind text not null,
  framework text not null,
  authority_name text not null,
  authority_printed text not null,
  inspection_start text,
  inspection_end text,
  published text,
  received text,
  lead_inspectors text not null,
  deputy_lead_inspectors text not null,
  areas_section_title text,
  document_hash text not null,
  document_name text not null,
  document_pages bigint not null,
  original text not null,
  confirmed_at text not null,
  confirmed_by text not null,
  confirmed_by_name text not null,
  version bigint not null,
  unique (authority, document_hash)
);
create index inspection_by_authority on inspection (authority, inspection_start);

create table judgement (
  id text not null primary key,
  authority text not null,
  inspection text not null references inspection (id),
  position bigint not null,
  category text not null,
  grade text not null,
  body text not null
);
create index judgement_by_inspection on judgement (inspection, position);

create table finding (
  id text not null primary key,
  authority text not null,
  inspection text not null references inspection (id),
  position bigint not null,
  number bigint,
  title text not null,
  text text not null,
  original_text text not null,
  priority text,
  topic text,
  timescale text,
  tags text not null,
  body text not null,
  page bigint,
  version bigint not null
);
create index finding_by_inspection on finding (inspection, position);
create index finding_by_authority on finding (authority);

create table report_paragraph (
  id text not null primary key,
  authority text not null,
  inspection text not null references inspection (id),
  position bigint not null,
  number bigint not null,
  section text not null,
  page bigint not null,
  text text not null
);
create index report_paragraph_by_inspection on report_paragraph (inspection, position);
