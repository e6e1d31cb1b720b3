-- How far a cycle was on the day it closed, by action and by owner. Who is asked: every action that was not done and had
-- started. Stage 2 is approved, 1 sent, 0 outstanding.
select
  count(w.action) as asked,
  count(case when w.stage = 1 then 1 end) as sent,
  count(case when w.stage = 2 then 1 end) as approved,
  count(case when w.stage = 0 then 1 end) as outstanding,
  count(distinct w.owner) as owners_asked,
  count(distinct case when w.stage = 0 then w.owner end) as owners_outstanding
from (
  select a.id || '' as action, coalesce(a.owner_account, a.owner_role) as owner,
    max(case u.state when 'approved' then 2 when 'sent' then 1 else 0 end) as stage
  from update_cycle k
  join plan_action a on a.authority = :authority
  left join progress_update u on u.authority = :authority and u.cycle = k.id and u.action = a.id
  where k.authority = :authority and k.id = :cycle and k.closed_on is not null
    and (u.state in ('sent', 'approved')
      or ((a.ended_at is null or substr(a.ended_at, 1, 10) > k.closed_on)
        and (a.start_date is null or a.start_date <= k.closed_on)
        and (a.status <> 'done' or a.done_on > k.closed_on)
        and exists (select 1 from record_history h
          where h.authority = :authority and h.record = a.id and substr(h.at, 1, 10) <= k.closed_on)))
  group by a.id || '', a.owner_account, a.owner_role
) w
