-- The newest records that name each of several things.
select l.record as record, l.kind as kind, l.on_day as on_day
from json_each(:things) as asked
cross join board_link l on l.rowid in (
  select n.rowid from board_link n where n.authority = :authority and n.thing = asked.key
  order by n.on_day desc, n.record limit :limit)
