-- The whole plan in a line: its open and finished actions; late is against the date that stands.
select count(*) as actions, count(case when status = 'done' then 1 end) as done,
  count(case when status <> 'done' and due < :today then 1 end) as late,
  count(case when status <> 'done' and due >= :today and due < :soon then 1 end) as soon
from plan_action
where authority = :authority and ended_at is null
