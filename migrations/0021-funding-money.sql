-- What funding holds: funds, approvals, phases, draw-downs, cost lines, posts … (reference/money_kinds.tsv). fields is JSON; amount
-- (pence), state and the places it stands in are taken from it and from its parents, to be asked for and added up.
create table money_record (
  id text not null primary key,
  authority text not null,
  kind text not null,
  number bigint not null,
  title text not null,
  parent text,
  fund text,
  approval text,
  line text,
  refers text,
  amount bigint,
  state text not null,
  fields text not null,
  ended_at text,
  version bigint not null,
  unique (authority, kind, number)
);
create index money_record_by_kind on money_record (authority, kind, state, number);
create index money_record_by_parent on money_record (parent);
create index money_record_by_fund on money_record (authority, fund, kind);
create index money_record_by_approval on money_record (approval);

-- Every state that a record has been in, by place from 1; only ever added to.
create table money_history (
  id text not null primary key,
  authority text not null,
  record text not null,
  place bigint not null,
  kind text not null,
  at text not null,
  account text not null,
  actor text not null,
  channel text not null,
  verb text not null,
  why text not null,
  state text
);
create unique index money_history_by_record on money_history (record, place);

-- Which themes a cost line supports; share in hundredths of a per cent of the line, where one is stated.
create table line_theme (
  authority text not null,
  line text not null references money_record (id),
  theme text not null,
  share bigint,
  primary key (line, theme)
);
create index line_theme_by_theme on line_theme (authority, theme);

-- A change of a line's profile, by number from 1 within the line; never changed afterwards.
create table profile_version (
  id text not null primary key,
  authority text not null,
  line text not null references money_record (id),
  number bigint not null,
  at text not null,
  account text not null,
  actor text not null,
  agreed_by text not null,
  why text not null,
  unique (line, number)
);

-- What a version added to or took from each month (months since January of year 0); the profile is their sum.
create table profile_change (
  authority text not null,
  version text not null references profile_version (id),
  line text not null,
  month bigint not null,
  pence bigint not null,
  primary key (version, month)
);
create index profile_change_by_line on profile_change (line, month);

-- The profile as it stands, by month and by financial year (the year it begins in): kept in step by the same statement
-- that adds a change, and checked against the changes by a test.
create table profile_month (
  authority text not null,
  line text not null references money_record (id),
  month bigint not null,
  pence bigint not null,
  primary key (line, month)
);
create table profile_year (
  authority text not null,
  fund text not null,
  line text not null references money_record (id),
  year bigint not null,
  pence bigint not null,
  primary key (line, year)
);
create index profile_year_by_fund on profile_year (authority, fund, year);

create table money_settings (
  authority text not null primary key,
  second_person_above bigint not null,
  version bigint not null
);
