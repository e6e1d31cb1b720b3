-- Where each action that a filter shows stands, by number; what a parent's ratings are taken from.
select a.id as id, a.number as number, a.status as status, a.difference as difference, a.first_due as first_due,
  a.due as due, a.findings as findings, case when a.themes = '' then 1 else 0 end as is_loose
from plan_action a
where
-- part: action_filter
order by a.number
