-- Themes and actions that were taken out of the plan and that several things are still joined down to.
select l.from_id as from_id, 'theme' as kind, t.id as id, t.title as title, t.position as number, 1 as is_ended
from json_each(:ids) as asked
cross join thread_link l
cross join theme t
where l.authority = :authority and l.from_id = asked.key and l.to_kind = 'theme'
  and t.id = l.to_id and t.authority = :authority and t.ended_at is not null
union all
select l.from_id as from_id, 'action' as kind, a.id as id, a.title as title, a.number as number, 1 as is_ended
from json_each(:ids) as asked
cross join thread_link l
cross join plan_action a
where l.authority = :authority and l.from_id = asked.key and l.to_kind = 'action'
  and a.id = l.to_id and a.authority = :authority and a.ended_at is not null
order by kind, number, id
