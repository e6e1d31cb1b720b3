-- Approved within the time.
select u.id as id, u.action as action, u.cycle as cycle, u.status as status, u.was_done as was_done,
  u.changed_for_children as changed_for_children, u.comes_next as comes_next, u.help_wanted as help_wanted,
  u.state as state, u.written_by as written_by, u.written_by_name as written_by_name, u.written_at as written_at,
  u.decided_by as decided_by, u.decided_by_name as decided_by_name, u.decided_at as decided_at,
  u.decision_note as decision_note, u.version as version
from progress_update u
where u.authority = :authority and u.state = 'approved' and u.decided_at >= :begin and u.decided_at < :before
  and u.action in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
order by u.decided_at, u.id
