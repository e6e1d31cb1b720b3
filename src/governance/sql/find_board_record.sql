select id, kind, number, title, parent, body, is_private, fields, case when ended_at is null then 0 else 1 end as is_ended,
  version
from board_record
where authority = :authority and id = :id
