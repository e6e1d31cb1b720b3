update plan_action set
  themes = coalesce((select string_agg(t.id, ' ' order by t.id) from (
    select l.from_id as id from thread_link l
    join theme h on h.id = l.from_id and h.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'theme'
    union
    select up.from_id from thread_link l
    join thread_link up on up.to_id = l.from_id and up.from_kind = 'theme'
    join theme h on h.id = up.from_id and h.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'project') t), ''),
  projects = coalesce((select string_agg(t.id, ' ' order by t.id) from (
    select l.from_id as id from thread_link l
    join plan_record r on r.id = l.from_id and r.ended_at is null
    where l.to_id = plan_action.id and l.from_kind = 'project') t), ''),
  findings = coalesce((select string_agg(t.id, ' ' order by t.id) from (
    select l.from_id as id from thread_link l
    where l.to_id = plan_action.id and l.from_kind = 'finding') t), ''),
  days_moved = coalesce(cast(due as date) - cast(first_due as date), 0);
