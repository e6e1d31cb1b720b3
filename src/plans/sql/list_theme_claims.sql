-- Agreed within the time.
select c.id as id, c.action as action, c.rung as rung, c.statement as statement, c.claimed_by as claimed_by,
  c.claimed_by_name as claimed_by_name, c.claimed_at as claimed_at, c.state as state, c.decided_by as decided_by,
  c.decided_by_name as decided_by_name, c.decided_at as decided_at, c.decision_note as decision_note,
  c.evidence as evidence, c.version as version
from difference_claim c
where c.authority = :authority and c.state = 'agreed' and c.decided_at >= :begin and c.decided_at < :before
  and c.action in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
order by c.decided_at, c.id
