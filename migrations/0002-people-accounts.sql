-- Authorities, accounts, what proves who someone is, sessions, tokens and roles.
-- Ids are opaque text; instants and days ISO text; flags 0 or 1. Tokens and links are kept as SHA-256 only.

create table authority (
  id text primary key not null,
  name text not null,
  display_name text not null,
  created text not null,
  lock_version bigint not null
);
create unique index authority_name on authority (lower(name));

-- authority: the one that manages the account (name, address, links, disabling). Roles elsewhere come by role_grant.
create table account (
  id text primary key not null,
  authority text not null references authority (id),
  email text not null,
  email_key text not null unique,
  name text not null,
  disabled text,
  created text not null,
  lock_version bigint not null
);
create index account_authority on account (authority);

-- Apart from the account, so that single sign-on can stand beside it.
create table local_identity (
  account text primary key references account (id),
  password_hash text not null,
  changed text not null
);

-- A role given up keeps its row: who held what when, and the name beside old work.
create table role_grant (
  id text primary key not null,
  account text not null references account (id),
  authority text not null references authority (id),
  role text not null,
  theme text,
  body text,
  created text not null,
  ended text
);
create unique index role_grant_once on role_grant (account, authority, role, coalesce(theme, ''), coalesce(body, ''))
  where ended is null;
create index role_grant_authority on role_grant (authority);

-- signed_in: when the password was given; a rotated session keeps it, so that rotating does not lengthen it.
create table session (
  id text primary key not null,
  token_hash text not null unique,
  account text not null references account (id),
  authority text not null references authority (id),
  address text not null,
  signed_in text not null,
  last_seen text not null,
  ended text
);
create index session_account on session (account);

create table api_token (
  id text primary key not null,
  token_hash text not null unique,
  account text not null references account (id),
  authority text not null references authority (id),
  name text not null,
  permissions text not null,
  created text not null,
  expires text not null,
  last_used text,
  revoked text
);
create index api_token_account on api_token (account);

create table one_time_link (
  token_hash text primary key not null,
  account text not null references account (id),
  created text not null,
  expires text not null,
  used text
);
create index one_time_link_account on one_time_link (account);

create table os_user_binding (
  os_user text primary key not null,
  account text not null references account (id),
  created text not null
);

-- subject: 'account:' or 'address:' and a hash, so that what someone typed by mistake is not kept.
create table sign_in_attempt (
  subject text primary key not null,
  failures bigint not null,
  last_failure text not null
);
create index sign_in_attempt_last_failure on sign_in_attempt (last_failure);
