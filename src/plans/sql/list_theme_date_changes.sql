-- Asked for or decided within the time, and not refused.
select d.id as id, d.action as action, d.from_due as from_due, d.to_due as to_due, d.reason as reason,
  d.requester as requester, d.asked_by as asked_by, d.asked_by_name as asked_by_name, d.asked_at as asked_at,
  d.state as state, d.decided_by as decided_by, d.decided_by_name as decided_by_name, d.decided_at as decided_at,
  d.decided_in as decided_in, d.decision_note as decision_note, d.version as version
from date_change d
where d.authority = :authority and d.state in ('asked', 'agreed')
  and ((d.asked_at >= :begin and d.asked_at < :before) or (d.decided_at >= :begin and d.decided_at < :before))
  and d.action in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
order by d.asked_at, d.id
