-- The actions asked for an update in a cycle that is open, and how far each is. Owner first, so that a person's stand
-- together.
select w.id as id, w.number as number, w.title as title, w.owner_role as owner_role, w.owner_account as owner_account,
  w.due as due, w.stage as stage, count(*) over () as matching,
  (select max(p.written_at) from progress_update p
    where p.authority = :authority and p.action = w.id and p.state <> 'returned') as last_sent
from (
  select a.id as id, a.number as number, a.title as title, a.owner_role as owner_role,
    a.owner_account as owner_account, a.due as due,
    max(case u.state when 'approved' then 2 when 'sent' then 1 else 0 end) as stage
  from plan_action a
  left join progress_update u on u.cycle = :cycle and u.action = a.id and u.authority = :authority
  where a.authority = :authority
    and (cast(:owner as text) is null or a.owner_account = :owner or (a.owner_account is null and a.owner_role = :owner))
    and (u.state in ('sent', 'approved')
      or (a.ended_at is null and a.status <> 'done' and (a.start_date is null or a.start_date <= :today)))
    and (cast(:theme as text) is null or a.id in (
      select l.to_id from thread_link l
      where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
      union
      select l.to_id from thread_link p
      join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
      where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project'))
  group by a.id, a.number, a.title, a.owner_role, a.owner_account, a.due
) w
where cast(:stage as bigint) is null or w.stage = :stage
order by w.owner_role, w.owner_account nulls last, w.due nulls last, w.number
limit :limit offset :offset
