update plan_action set
  themes = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    join theme h on h.id = l.from_id and h.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'theme'
    union
    select up.from_id from thread_link l
    join thread_link up on up.to_id = l.from_id and up.from_kind = 'theme'
    join theme h on h.id = up.from_id and h.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'project'
    order by 1) t), ''),
  projects = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    join plan_record r on r.id = l.from_id and r.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'project'
    order by 1) t), ''),
  findings = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    where l.to_id = plan_action.id and l.from_kind = 'finding'
    order by 1) t), ''),
  days_moved = cast(coalesce(julianday(due) - julianday(first_due), 0) as integer);

-- Each query of a list reads one of these and not the rows with their long texts. PostgreSQL has no use for them: its
-- index entries have a greatest length, and it finds the rows of one council quickly enough.
create index plan_action_listed on plan_action (authority, number, ended_at, status, difference, first_due, due, owner_role,
  owner_account, moves, days_moved, themes, projects, findings, id) where ended_at is null;
create index plan_action_by_themes on plan_action (authority, themes, status, difference, first_due, due) where ended_at is null;
create index plan_action_by_projects on plan_action (authority, projects, status, difference, first_due, due) where ended_at is null;
create index plan_action_by_findings on plan_action (authority, findings, status, difference, first_due, due) where ended_at is null;
