-- Records that have not ended of one meeting that the reader may see: as list_board_records, by its index:
-- sorting by an expression keeps SQLite from walking the whole register in order for a few rows.
select r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.body as body,
  r.is_private as is_private, r.fields as fields, 0 as is_ended, r.version as version
from board_record r
where r.meeting = :meeting and
-- part: board_filter
order by r.kind || '', case when r.due is null then 1 else 0 end, r.due, r.number
limit :limit offset :offset
