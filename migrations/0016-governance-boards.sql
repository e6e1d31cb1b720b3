-- What governance holds besides meetings: bodies, members, duties, promises, claims … (reference/board_kinds.tsv). fields is
-- JSON; body, meeting, item, subject, owner, due, made_on and state are taken from it, to be asked for.
create table board_record (
  id text not null primary key,
  authority text not null,
  kind text not null,
  number bigint not null,
  title text not null,
  parent text,
  body text,
  meeting text,
  item text,
  subject text,
  owner text,
  due text,
  made_on text,
  state text not null,
  is_private bigint not null,
  fields text not null,
  ended_at text,
  version bigint not null,
  unique (authority, kind, number)
);
create index board_record_by_kind on board_record (authority, kind, state, due);
create index board_record_by_body on board_record (authority, body, kind);
create index board_record_by_parent on board_record (parent);
create index board_record_by_meeting on board_record (meeting);
create index board_record_by_subject on board_record (subject);

-- attendance: a JSON list of who was there. agreed_at: the later meeting that agreed the minutes.
create table meeting (
  id text not null primary key,
  authority text not null,
  body text not null references board_record (id),
  number bigint not null,
  title text not null,
  on_day text not null,
  starts_at text not null,
  place text not null,
  state text not null,
  papers_out_on text,
  late_papers text not null,
  inquorate text not null,
  attendance text not null,
  agreed_at text,
  link text not null,
  version bigint not null,
  unique (body, number)
);
create index meeting_by_day on meeting (authority, on_day, id);
create index meeting_by_body on meeting (body, on_day);

-- themes: ids parted by spaces. Of a private item only public_title, the paragraph and the reason leave the body.
create table agenda_item (
  id text not null primary key,
  authority text not null,
  meeting text not null references meeting (id),
  position bigint not null,
  printed_number text not null,
  title text not null,
  public_title text not null,
  presenter text not null,
  minutes_planned bigint,
  themes text not null,
  subject text,
  paper text not null,
  paper_link text not null,
  is_private bigint not null,
  exempt_paragraph text not null,
  public_interest text not null,
  carried_from text,
  carried_to text,
  minutes text not null,
  why text not null,
  version bigint not null
);
create index agenda_item_by_meeting on agenda_item (meeting, position);
create index agenda_item_by_subject on agenda_item (subject);
create index agenda_item_by_authority on agenda_item (authority);

-- Every state that a record, meeting or item has been in, by place from 1; only ever added to.
create table board_history (
  id text not null primary key,
  authority text not null,
  record text not null,
  place bigint not null,
  kind text not null,
  body text,
  is_private bigint not null,
  at text not null,
  account text not null,
  actor text not null,
  channel text not null,
  verb text not null,
  why text not null,
  state text
);
create unique index board_history_by_record on board_history (record, place);
