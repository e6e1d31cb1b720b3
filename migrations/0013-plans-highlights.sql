-- Highlight reports as they were issued. `document` is the whole report as JSON text, and content_hash its SHA-256: what
-- changes afterwards changes neither. A theme may issue the same period again, with a note that says why.
create table highlight_report (
  id text not null primary key,
  authority text not null,
  theme text not null,
  number bigint not null,
  period_from text not null,
  period_to text not null,
  document text not null,
  content_hash text not null,
  note text not null,
  issued_at text not null,
  account text not null,
  actor text not null,
  unique (authority, theme, number)
);
