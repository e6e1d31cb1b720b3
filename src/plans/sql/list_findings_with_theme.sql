-- Findings with a theme that is in the plan.
select distinct l.from_id as finding
from theme t
cross join thread_link l
where t.authority = :authority and t.ended_at is null
  and l.authority = :authority and l.to_id = t.id and l.to_kind = 'theme' and l.from_kind = 'finding'
