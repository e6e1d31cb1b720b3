-- Findings with a theme, and findings with an action, that is in the plan.
select 'theme' as kind, f.id as finding
from finding f
where f.authority = :authority and exists (
  select 1 from thread_link l join theme t on t.id = l.to_id and t.authority = :authority and t.ended_at is null
  where l.authority = :authority and l.from_id = f.id and l.to_kind = 'theme')
union all
select 'action' as kind, f.id as finding
from finding f
where f.authority = :authority and exists (
  select 1 from thread_link l join plan_action a on a.id = l.to_id and a.authority = :authority and a.ended_at is null
  where l.authority = :authority and l.from_id = f.id and l.to_kind = 'action')
