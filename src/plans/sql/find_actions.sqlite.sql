-- The plus keeps SQLite from walking the whole council instead of the ids.
select id, number, title, owner_role, start_date, first_due, due, status, note, done_on, version,
  kind, reference, owner_account, success, recovery, recovery_by, moves, difference, themes, projects, findings
from plan_action
where +authority = :authority and ended_at is null and id in (select value from json_each(:ids))
order by number
