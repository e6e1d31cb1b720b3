-- What the actions belong to and answer, beside them: of one action, of a project's, or of a theme's and its projects'.
-- What was taken out of the plan is left out.
update plan_action set
  themes = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    join theme h on h.id = l.from_id and h.authority = :authority and h.ended_at is null
    where l.authority = :authority and l.to_id = plan_action.id and l.from_kind = 'theme'
    union
    select up.from_id from thread_link l
    join thread_link up on up.to_id = l.from_id and up.from_kind = 'theme' and up.authority = :authority
    join theme h on h.id = up.from_id and h.authority = :authority and h.ended_at is null
    where l.authority = :authority and l.to_id = plan_action.id and l.from_kind = 'project'
    order by 1) t), ''),
  projects = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    join plan_record r on r.id = l.from_id and r.authority = :authority and r.ended_at is null
    where l.authority = :authority and l.to_id = plan_action.id and l.from_kind = 'project'
    order by 1) t), ''),
  findings = coalesce((select group_concat(t.id, ' ') from (
    select l.from_id as id from thread_link l
    where l.authority = :authority and l.to_id = plan_action.id and l.from_kind = 'finding'
    order by 1) t), '')
where authority = :authority and id in (
  select cast(:thing as text)
  union
  select l.to_id from thread_link l where l.authority = :authority and l.from_id = :thing and l.to_kind = 'action'
  union
  select d.to_id from thread_link l
  join thread_link d on d.from_id = l.to_id and d.to_kind = 'action' and d.authority = :authority
  where l.authority = :authority and l.from_id = :thing and l.to_kind = 'project')
