-- What stands in any of several things, of every kind.
-- The plus keeps SQLite from walking the council instead of what stands in the things.
select r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.fields as fields,
  case when r.ended_at is null then 0 else 1 end as is_ended, r.version as version
from json_each(:ids) as asked
cross join plan_record r
where +r.authority = :authority and r.parent = asked.key and r.ended_at is null
order by r.kind, r.number
