-- Registers that have grown for years: read in the order they are shown in, counted without their words. answered_on is
-- taken from fields, as the other days are. Each index begins with the council, or SQLite prefers one that does.
alter table board_record add column answered_on text;
create index board_record_in_order on board_record
  (authority, kind, (case when due is null then 1 else 0 end), due, number, state, body, is_private, ended_at);
create index board_record_of_body on board_record
  (authority, body, kind, (case when due is null then 1 else 0 end), due, number, state, is_private, ended_at, answered_on);
create index board_record_inside on board_record (authority, parent, kind);
create index board_record_of_meeting on board_record (authority, meeting);
create index board_record_of_subject on board_record (authority, subject);
create index board_record_of_owner on board_record (authority, owner, kind);
drop index board_record_by_body;
drop index board_record_by_parent;
drop index board_record_by_meeting;
drop index board_record_by_subject;
create index meeting_of_body on meeting (authority, body, on_day, id);
drop index meeting_by_body;
create index agenda_item_of_meeting on agenda_item (authority, meeting, position);
create index agenda_item_of_subject on agenda_item (authority, subject);
create index agenda_item_by_privacy on agenda_item (authority, is_private, meeting);
drop index agenda_item_by_meeting;
drop index agenda_item_by_subject;
drop index agenda_item_by_authority;
