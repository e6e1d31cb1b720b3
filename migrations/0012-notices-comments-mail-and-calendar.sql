-- What people say about a record of the plan, a finding or evidence. The text of record_comment is the one in force; what
-- it said before is in comment_wording, which keeps every wording, the first one too.
create table record_comment (
  id text not null primary key,
  authority text not null,
  record text not null,
  record_kind text not null,
  record_title text not null,
  body text not null,
  written_by text not null,
  written_by_name text not null,
  written_at text not null,
  changed_at text,
  withdrawn_at text,
  withdrawn_by_name text not null,
  withdrawn_why text not null,
  version bigint not null
);
create index record_comment_by_record on record_comment (record, written_at);
create index record_comment_by_authority on record_comment (authority, written_at);

create table comment_wording (
  comment text not null references record_comment (id),
  number bigint not null,
  authority text not null,
  body text not null,
  written_at text not null,
  primary key (comment, number)
);
create index comment_wording_by_authority on comment_wording (authority);

-- is_picked: chosen from the list, not named in the text. read_at: when the person said so, or answered.
create table comment_mention (
  comment text not null references record_comment (id),
  account text not null,
  authority text not null,
  name text not null,
  is_picked bigint not null,
  mentioned_at text not null,
  read_at text,
  primary key (comment, account)
);
create index comment_mention_by_account on comment_mention (authority, account, mentioned_at);

-- What a person chose. Who chose nothing has no row and gets the usual.
create table digest_setting (
  authority text not null,
  account text not null,
  frequency text not null,
  hour bigint not null,
  weekday bigint not null,
  version bigint not null,
  primary key (authority, account)
);

-- last_slot: the day whose digest was made last. read_until: everything that happened before was looked at.
create table digest_progress (
  authority text not null,
  account text not null,
  last_slot text not null,
  read_until text not null,
  primary key (authority, account)
);

-- What a person was told, and in which mail. Written with the mail; taken back when the mail did not get there.
create table digest_item (
  authority text not null,
  account text not null,
  item_key text not null,
  mail text not null,
  told_at text not null,
  primary key (authority, account, item_key)
);
create index digest_item_by_mail on digest_item (mail);

-- Every mail, from when it is composed. state: waiting, sending, sent, failed, unknown, superseded. The bodies are
-- emptied when it is over. handed_over: when the end of the message was about to be sent; see
-- docs/adr, sending mail at most once.
create table mail_outbox (
  id text not null primary key,
  authority text not null,
  account text not null,
  purpose text not null,
  address text not null,
  name text not null,
  subject text not null,
  message_id text not null,
  body text not null,
  html text not null,
  read_from text not null,
  state text not null,
  composed_at text not null,
  attempts bigint not null,
  next_attempt text not null,
  give_up_at text not null,
  lease text not null,
  lease_until text,
  handed_over text,
  finished_at text,
  last_reply text not null
);
create index mail_outbox_by_state on mail_outbox (authority, state, next_attempt);
create index mail_outbox_by_time on mail_outbox (authority, composed_at);
create index mail_outbox_by_account on mail_outbox (account, purpose, composed_at);

-- An address from which a calendar program reads due dates; only the hash of its secret is kept.
create table calendar_feed (
  id text not null primary key,
  authority text not null,
  account text not null,
  token_hash text not null unique,
  scope text not null,
  theme text not null,
  created_at text not null,
  stopped_at text,
  last_used text
);
create index calendar_feed_by_account on calendar_feed (authority, account);
