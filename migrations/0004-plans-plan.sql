create table programme (
  id text not null primary key,
  authority text not null,
  title text not null,
  vision text not null,
  target text not null,
  start_date text,
  version bigint not null,
  unique (authority)
);

create table theme (
  id text not null primary key,
  authority text not null,
  position bigint not null,
  title text not null,
  aim text not null,
  lead_role text not null,
  aliases text not null,
  ended_at text,
  version bigint not null
);
create index theme_by_authority on theme (authority, position);

-- first_due is written once and never changed; due moves.
create table plan_action (
  id text not null primary key,
  authority text not null,
  number bigint not null,
  title text not null,
  owner_role text not null,
  start_date text,
  first_due text,
  due text,
  status text not null,
  note text not null,
  done_on text,
  ended_at text,
  version bigint not null,
  unique (authority, number)
);
create index plan_action_by_due on plan_action (authority, due);

create table finding_theme (
  authority text not null,
  finding text not null references finding (id),
  theme text not null references theme (id),
  primary key (finding, theme)
);
create index finding_theme_by_theme on finding_theme (theme);
create index finding_theme_by_authority on finding_theme (authority);

create table theme_action (
  authority text not null,
  theme text not null references theme (id),
  action text not null references plan_action (id),
  primary key (theme, action)
);
create index theme_action_by_action on theme_action (action);
create index theme_action_by_authority on theme_action (authority);

create table finding_action (
  authority text not null,
  finding text not null references finding (id),
  action text not null references plan_action (id),
  primary key (finding, action)
);
create index finding_action_by_action on finding_action (action);
create index finding_action_by_authority on finding_action (authority);
