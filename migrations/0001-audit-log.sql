-- The audit log: one chain over every authority, written only by platform/audit.
create table audit_entry (
  sequence bigint primary key,
  at text not null,
  authority text,                -- null for what belongs to no council: sign-in, installation
  account text,                  -- null when nobody was signed in
  actor text not null,
  channel text not null,
  operation text not null,
  summary text not null,
  request_id text not null,
  changes text not null,         -- JSON
  previous_hash text not null,
  hash text not null unique
);
create index audit_entry_by_authority on audit_entry (authority, sequence);
create index audit_entry_by_account on audit_entry (authority, account, sequence);

-- One row: what the chain ends with. Every append locks it, so entries are numbered and chained one after another.
create table audit_head (
  singleton bigint primary key check (singleton = 1),
  sequence bigint not null,
  entry_count bigint not null,
  hash text not null
);
insert into audit_head (singleton, sequence, entry_count, hash) values (1, 0, 0, '');
