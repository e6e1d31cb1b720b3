-- How many actions stand where, for each set of themes that actions have; late is against the first due date, overdue
-- against the one that stands.
select themes as parents, status, difference, count(*) as actions,
  count(case when status <> 'done' and first_due < :today then 1 end) as late,
  count(case when status <> 'done' and due < :today then 1 end) as overdue
from plan_action
where authority = :authority and ended_at is null
group by themes, status, difference
order by themes, status, difference
