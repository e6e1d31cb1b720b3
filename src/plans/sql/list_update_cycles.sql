-- Each cycle with its counts, by action and by owner. Who is asked: every action that is not done and has started; for
-- a closed cycle, as it was on the day it closed. Stage 2 is approved, 1 sent, 0 outstanding.
select c.id as id, c.number as number, c.title as title, c.opened_on as opened_on, c.due as due,
  c.closed_on as closed_on, c.version as version,
  count(w.action) as asked,
  count(case when w.stage = 1 then 1 end) as sent,
  count(case when w.stage = 2 then 1 end) as approved,
  count(case when w.stage = 0 then 1 end) as outstanding,
  count(distinct w.owner) as owners_asked,
  count(distinct case when w.stage = 0 then w.owner end) as owners_outstanding
from update_cycle c
left join (
  select k.id as cycle, a.id as action, coalesce(a.owner_account, a.owner_role) as owner,
    max(case u.state when 'approved' then 2 when 'sent' then 1 else 0 end) as stage
  from update_cycle k
  join plan_action a on a.authority = k.authority
  left join progress_update u on u.cycle = k.id and u.action = a.id
  where k.authority = :authority and (cast(:cycle as text) is null or k.id = :cycle)
    and (u.state in ('sent', 'approved')
      or ((a.ended_at is null or substr(a.ended_at, 1, 10) > k.closed_on)
        and (a.start_date is null or a.start_date <= coalesce(k.closed_on, :today))
        and (a.status <> 'done' or a.done_on > k.closed_on)
        and (k.closed_on is null or exists (
          select 1 from plan_history h where h.record = a.id and substr(h.at, 1, 10) <= k.closed_on))))
  group by k.id, a.id, a.owner_account, a.owner_role
) w on w.cycle = c.id
where c.authority = :authority and (cast(:cycle as text) is null or c.id = :cycle)
group by c.id, c.number, c.title, c.opened_on, c.due, c.closed_on, c.version
order by c.number desc
