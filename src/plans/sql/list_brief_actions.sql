-- What lists filter, sort and count by, of every action in the plan; an index has all of it.
select id, number, status, difference, has_recovery, start_date, first_due, due, moves, days_moved, owner_role, owner_account,
  themes, projects, findings
from plan_action
where authority = :authority and ended_at is null
order by number
