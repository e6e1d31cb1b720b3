-- What shows the actions that answer a finding. Cross joins keep SQLite to this order, from the finding down.
select l.to_id as action, e.to_id as evidence
from thread_link l
cross join plan_action a
cross join thread_link e
where l.authority = :authority and l.from_id = :finding and l.to_kind = 'action'
  and a.id = l.to_id and a.authority = :authority and a.ended_at is null
  and e.from_id = a.id and e.to_kind = 'evidence' and e.authority = :authority
