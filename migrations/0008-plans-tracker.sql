-- A council's tracker read from a worksheet, waiting to be brought in or brought in already. reading holds the rows as
-- they were read, choices what the person decided, outcome what was done.
create table tracker_import (
  id text not null primary key,
  authority text not null,
  document_hash text not null,
  document_name text not null,
  reading text not null,
  choices text not null,
  compared text not null,
  state text not null,
  outcome text,
  created_at text not null,
  created_by text not null,
  created_by_name text not null
);
create index tracker_import_by_authority on tracker_import (authority, state, created_at);
create index tracker_import_by_document on tracker_import (authority, document_hash);

-- Which heading of the council's tracker is which field, as the last import had it; JSON.
create table tracker_mapping (
  authority text not null primary key,
  mapping text not null
);
