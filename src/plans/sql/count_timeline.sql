-- How much of what a filter shows is in which themes and projects, and from when to when.
select a.themes as themes, a.projects as projects, count(*) as actions,
  cast(sum(case when a.status = 'done' then 1 else 0 end) as bigint) as done,
  cast(sum(case when a.status <> 'done' and a.first_due < :today then 1 else 0 end) as bigint) as late,
  cast(sum(case when a.due is null and a.start_date is null then 1 else 0 end) as bigint) as undated,
  min(coalesce(a.start_date, a.due)) as first_day, max(coalesce(a.due, a.start_date)) as last_day
from plan_action a
where
-- part: action_filter
group by a.themes, a.projects
order by a.themes, a.projects
