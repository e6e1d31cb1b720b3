-- Which evidence shows which of the theme's actions.
select e.from_id as action, e.to_id as evidence
from thread_link e
where e.authority = :authority and e.to_kind = 'evidence' and e.from_id in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
order by e.from_id, e.to_id
