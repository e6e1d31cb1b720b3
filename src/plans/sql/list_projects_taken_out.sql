-- Projects that were taken out of the plan and that findings are still joined down to.
select l.from_id as finding, r.id as id, r.number as number, r.title as title
from thread_link l
cross join plan_record r
where l.authority = :authority and l.from_kind = 'finding' and l.to_kind = 'project'
  and r.id = l.to_id and r.authority = :authority and r.ended_at is not null
order by l.from_id, r.number
