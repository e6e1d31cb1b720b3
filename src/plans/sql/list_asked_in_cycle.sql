-- The actions asked for an update in a cycle that is open, and how far each is. Owner first, so that a person's stand
-- together.
select shown.id as id, shown.number as number, a.title as title, shown.owner_role as owner_role,
  shown.owner_account as owner_account, shown.due as due, shown.stage as stage, shown.matching as matching,
  (select max(p.written_at) from progress_update p
    where p.authority = :authority and p.action = shown.id and p.state <> 'returned') as last_sent
from (
  select w.id as id, w.number as number, w.owner_role as owner_role, w.owner_account as owner_account, w.due as due,
    w.stage as stage, count(*) over () as matching
  from (
-- part: asked_in_cycle
  ) w
  where (cast(:stage as bigint) is null or w.stage = :stage)
    and (cast(:owner as text) is null or w.owner_account = :owner or (w.owner_account is null and w.owner_role = :owner))
    and (cast(:theme as text) is null or w.id in (
      select l.to_id from thread_link l
      where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
      union
      select l.to_id from thread_link p
      join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
      where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project'))
  order by w.owner_role, w.owner_account nulls last, w.due nulls last, w.number
  limit :limit offset :offset
) shown
join plan_action a on a.id = shown.id and a.authority || '' = :authority
order by shown.owner_role, shown.owner_account nulls last, shown.due nulls last, shown.number
