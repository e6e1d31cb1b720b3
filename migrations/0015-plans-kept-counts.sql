-- What stands beside an action and a cycle so that no page counts it again: whether a recovery is agreed, which the colour
-- turns on, and what a closed cycle of updates came to.
alter table plan_action add column has_recovery bigint not null default 0;
update plan_action set has_recovery = 1 where recovery <> '';

alter table update_cycle add column asked bigint not null default 0;
alter table update_cycle add column sent bigint not null default 0;
alter table update_cycle add column approved bigint not null default 0;
alter table update_cycle add column outstanding bigint not null default 0;
alter table update_cycle add column owners_asked bigint not null default 0;
alter table update_cycle add column owners_outstanding bigint not null default 0;
drop index progress_update_by_cycle;
create index progress_update_by_cycle on progress_update (authority, cycle, action, state);
update update_cycle set asked = n.asked, sent = n.sent, approved = n.approved, outstanding = n.outstanding,
  owners_asked = n.owners_asked, owners_outstanding = n.owners_outstanding
from (
  select w.cycle as cycle, count(*) as asked,
    count(case when w.stage = 1 then 1 end) as sent,
    count(case when w.stage = 2 then 1 end) as approved,
    count(case when w.stage = 0 then 1 end) as outstanding,
    count(distinct w.owner) as owners_asked,
    count(distinct case when w.stage = 0 then w.owner end) as owners_outstanding
  from (
    select k.id as cycle, a.id as action, coalesce(a.owner_account, a.owner_role) as owner,
      max(case u.state when 'approved' then 2 when 'sent' then 1 else 0 end) as stage
    from update_cycle k
    join plan_action a on a.authority = k.authority
    left join progress_update u on u.authority = k.authority and u.cycle = k.id and u.action = a.id
    where k.closed_on is not null
      and (u.state in ('sent', 'approved')
        or ((a.ended_at is null or substr(a.ended_at, 1, 10) > k.closed_on)
          and (a.start_date is null or a.start_date <= k.closed_on)
          and (a.status <> 'done' or a.done_on > k.closed_on)
          and exists (select 1 from plan_history h where h.record = a.id and substr(h.at, 1, 10) <= k.closed_on)))
    group by k.id, a.id, a.owner_account, a.owner_role
  ) w
  group by w.cycle
) n
where n.cycle = update_cycle.id;
