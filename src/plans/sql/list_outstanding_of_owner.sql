-- What one person is still asked for in a cycle that is open.
select a.id as id, a.number as number, a.title as title, a.owner_role as owner_role, a.owner_account as owner_account,
  a.due as due, 0 as stage, count(*) over () as matching,
  (select max(p.written_at) from progress_update p
    where p.authority = :authority and p.action = a.id and p.state <> 'returned') as last_sent
from plan_action a
where a.authority = :authority and a.owner_account = :owner and a.ended_at is null and a.status <> 'done'
  and (a.start_date is null or a.start_date <= :today)
  and not exists (
    select 1 from progress_update u
    where u.authority = :authority and u.cycle = :cycle and u.action = a.id and u.state in ('sent', 'approved'))
order by a.owner_role, a.due nulls last, a.number
limit :limit
