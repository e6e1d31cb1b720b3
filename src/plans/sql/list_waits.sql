-- Which action waits for which, of those in the plan.
select l.from_id as waiting, l.to_id as awaited, a.number as number, a.title as title
from thread_link l
join plan_action a on a.id = l.to_id and a.authority = :authority and a.ended_at is null
where l.authority = :authority and l.from_kind = 'action' and l.to_kind = 'action' and l.relation = 'waits for'
order by a.number, l.from_id
