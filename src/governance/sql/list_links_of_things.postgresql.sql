-- The newest records that name each of several things.
select l.record as record, l.kind as kind, l.on_day as on_day
from json_each(:things) as asked
cross join lateral (
  select record, kind, on_day from board_link where authority = :authority and thing = asked.key
  order by on_day desc, record limit :limit) as l
