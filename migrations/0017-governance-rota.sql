-- The rules of a body's rota, each from a day on. A later version takes over; none is changed or taken away, so a rota can be read
-- as it stood.
create table rota_rules (
  id text not null primary key,
  authority text not null,
  body text not null references board_record (id),
  number bigint not null,
  in_force_from text not null,
  themes_a_meeting bigint not null,
  every_meetings bigint,
  every_months bigint,
  every_is text not null,
  red_is text not null,
  asked_is text not null,
  odd_slot text not null,
  importance text not null,
  why text not null,
  made_at text not null,
  made_by text not null,
  unique (body, number)
);
create index rota_rules_by_authority on rota_rules (authority, body);

-- What is said by hand of a theme, and what of a suggestion was taken. kind: "set", "not here", "asked at", "asked by" and "placed" name
-- a meeting; "away" has days. Ended, never deleted.
create table rota_mark (
  id text not null primary key,
  authority text not null,
  body text not null references board_record (id),
  kind text not null,
  theme text not null,
  meeting text references meeting (id),
  from_day text,
  to_day text,
  why text not null,
  made_at text not null,
  made_by text not null,
  ended_at text,
  ended_by text,
  version bigint not null
);
create index rota_mark_by_body on rota_mark (authority, body, ended_at);
create unique index rota_mark_once on rota_mark (meeting, theme, kind) where ended_at is null and meeting is not null;
