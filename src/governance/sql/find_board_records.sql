select r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.body as body,
  r.is_private as is_private, r.fields as fields, case when r.ended_at is null then 0 else 1 end as is_ended, r.version as version
from json_each(:ids) as asked
cross join board_record r
where r.id = asked.key and r.authority = :authority
