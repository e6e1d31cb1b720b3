-- What can be found by words: one row for each record that a slice puts here, in its own words and folded
-- (src/platform/search/folding.h). Each engine builds its index over the folded columns.
create table search_document (
  authority text not null,
  kind text not null,
  id text not null,
  number bigint not null,        -- stable, of this table only: what the index calls the row
  title text not null,
  body text not null,
  address text not null,
  permission text not null,      -- who may read the record, and so find it
  folded_title text not null,
  folded_rest text not null,
  primary key (authority, kind, id)
);
-- Holds all that decides whether a row may be shown, so that only the rows of one page are read whole.
create unique index search_document_number on search_document (number, authority, kind, permission);
