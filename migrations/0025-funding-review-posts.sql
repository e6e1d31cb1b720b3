-- What becomes of each post, as it was when a funding review was held; place from 1, only ever added to.
create table review_post (
  authority text not null,
  review text not null references money_record (id),
  place bigint not null,
  post text not null references money_record (id),
  title text not null,
  step text not null,
  full_year bigint,
  becomes text not null,
  decided_by text not null,
  decided_on text not null,
  pays text not null,
  why text not null,
  primary key (review, place)
);
update money_record set state = case when fields like '%"held_on"%' then 'held' else 'planned' end where kind = 'funding review';
