-- Everyone with an action asked for an update in the open cycle, for choosing one of them.
select distinct a.owner_role as owner_role, a.owner_account as owner_account
from plan_action a
where a.authority = :authority and a.ended_at is null and a.status <> 'done'
  and (a.start_date is null or a.start_date <= :today)
order by a.owner_role, a.owner_account nulls last
