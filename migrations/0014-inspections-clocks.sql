-- What a council says about a statutory clock of an inspection. Without a row the clock runs as its kind of inspection has
-- it. duty: required, voluntary or not required.
create table inspection_clock (
  inspection text not null references inspection (id),
  clock text not null,
  authority text not null,
  duty text not null,
  done_on text,
  accepted_on text,
  note text not null,
  version bigint not null,
  primary key (inspection, clock)
);
create index inspection_clock_by_authority on inspection_clock (authority);
