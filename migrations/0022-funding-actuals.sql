-- A file of a finance system: what was read from it while it waits, and what became of it. reading, answers and outcome are JSON.
create table ledger_import (
  id text not null primary key,
  authority text not null,
  ledger text not null references money_record (id),
  document_hash text not null,
  document_name text not null,
  reading text not null,
  answers text not null,
  compared text not null,
  state text not null,
  outcome text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  created_by_name text not null
);
create index ledger_import_by_authority on ledger_import (authority, state, created_at);

-- A row of a ledger as it was brought in, by place from 1 in its file. It stays when a later file replaces its month (then
-- replaced_by is that import). month: months since January of year 0. record: the cost line or service budget that it is
-- booked to; none where the code is not the programme's.
create table ledger_posting (
  authority text not null,
  import text not null references ledger_import (id),
  place bigint not null,
  ledger text not null,
  month bigint not null,
  code text not null,
  record text,
  pence bigint not null,
  on_day text,
  supplier text not null,
  order_number text not null,
  reference text not null,
  words text not null,
  found_at text not null,
  is_withheld bigint not null,
  replaced_by text,
  primary key (import, place)
);
create index ledger_posting_by_month on ledger_posting (authority, ledger, month, replaced_by);
create index ledger_posting_by_record on ledger_posting (authority, record, month);
create index ledger_posting_by_order on ledger_posting (authority, order_number);

-- What was spent by month and by financial year, of a cost line or service budget: the postings that stand, added up; kept in
-- step by the same statement that brings them in, and checked against them by a test.
create table actual_month (
  authority text not null,
  record text not null references money_record (id),
  month bigint not null,
  pence bigint not null,
  primary key (record, month)
);
create index actual_month_by_authority on actual_month (authority, record, month);

-- A month of a line's forecast that somebody set by hand, by place from 1 within the line; pence is empty where it was taken
-- back. Only added to; the last one of a month stands.
create table forecast_change (
  authority text not null,
  line text not null references money_record (id),
  place bigint not null,
  month bigint not null,
  pence bigint,
  why text not null,
  at text not null,
  account text not null,
  actor text not null,
  primary key (line, place)
);
create index forecast_change_by_authority on forecast_change (authority, line, place);

-- A month that finance closed or opened again, by place from 1; the last place stands.
create table month_closing (
  authority text not null,
  month bigint not null,
  place bigint not null,
  is_closed bigint not null,
  why text not null,
  at text not null,
  account text not null,
  actor text not null,
  primary key (authority, month, place)
);

-- As plan_stamp: a random number that is drawn anew with each change of a council's money ('all'), and with each change of
-- amounts by month ('months').
create table money_stamp (
  authority text not null,
  subject text not null,
  stamp bigint not null,
  primary key (authority, subject)
);

-- From how much, in pence, a line that is spent otherwise than profiled needs a note.
alter table money_settings add column note_above bigint not null default 0;

-- A council's profiles in one go.
create index profile_month_by_authority on profile_month (authority, line, month);
