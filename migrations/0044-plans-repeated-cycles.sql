-- How the programme’s cycles of updates repeat, and whose wish that is. The first_ columns are of the cycle that is
-- repeated; every later day is worked out from them, so that a 31st comes back after February. Stopped is “never”.
create table update_repeat (
  authority text not null primary key,
  every text not null,
  first_title text not null,
  first_opened_on text not null,
  first_due text not null,
  set_on text not null,
  set_by text not null,
  set_by_name text not null,
  version bigint not null
);

-- The day by the rule of a cycle that was opened by it, and its due day; bank holidays and weekends move neither. Nobody
-- is asked twice for one period.
alter table update_cycle add column period text;
alter table update_cycle add column period_due text;
create unique index update_cycle_by_period on update_cycle (authority, period);
