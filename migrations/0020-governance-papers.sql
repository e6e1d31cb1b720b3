-- A calendar's own name for a meeting, by which importing it again finds the meeting.
alter table meeting add column uid text;
create unique index meeting_by_uid on meeting (body, uid);

-- A paper of a meeting, or of one item on its agenda. It is private by itself, or because its item is.
create table meeting_paper (
  id text not null primary key,
  authority text not null,
  meeting text not null references meeting (id),
  item text,
  number bigint not null,
  title text not null,
  is_private bigint not null check (is_private in (0, 1)),
  exempt_paragraph text not null,
  public_interest text not null,
  file_version bigint not null,
  ended_at text,
  version bigint not null,
  unique (meeting, number)
);
create index meeting_paper_by_item on meeting_paper (item);
create index meeting_paper_by_authority on meeting_paper (authority);

-- A version is never changed or removed; meeting_paper.file_version names the one in force.
create table meeting_paper_file (
  paper text not null references meeting_paper (id),
  number bigint not null,
  authority text not null,
  hash text not null,
  name text not null,
  size bigint not null,
  media_type text not null,
  added_by text not null,
  added_by_name text not null,
  added_at text not null,
  primary key (paper, number)
);
create index meeting_paper_file_by_authority on meeting_paper_file (authority);

-- What a record, agenda item or decision is about in the plan: themes and findings. Kept by whoever writes the record.
-- on_day: when it was said or is to be decided.
create table board_link (
  record text not null,
  thing text not null,
  authority text not null,
  kind text not null,
  on_day text not null,
  primary key (record, thing)
);
create index board_link_by_thing on board_link (authority, thing, on_day);

insert into board_link (record, thing, authority, kind, on_day)
select r.id, t.id, r.authority, r.kind, coalesce(r.made_on, '')
from board_record r join theme t on t.authority = r.authority and r.fields like '%"theme":"' || t.id || '"%'
where r.ended_at is null;
insert into board_link (record, thing, authority, kind, on_day)
select i.id, t.id, i.authority, 'agenda item', m.on_day
from agenda_item i join meeting m on m.id = i.meeting
join theme t on t.authority = i.authority and i.themes like '%' || t.id || '%';
