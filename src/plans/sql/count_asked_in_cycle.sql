-- How far each owner is in a cycle that is open.
select w.owner_role as owner_role, w.owner_account as owner_account, count(*) as asked,
  count(case when w.stage = 1 then 1 end) as sent, count(case when w.stage = 2 then 1 end) as approved,
  count(case when w.stage = 0 then 1 end) as outstanding
from (
-- part: asked_in_cycle
) w
group by w.owner_role, w.owner_account
order by w.owner_role, w.owner_account nulls last
