-- What each of the theme's actions was at that point of the history.
select h.record as record, h.state as state
from record_history h
join (
  select s.record as record, max(s.sequence) as sequence
  from record_history s
  where s.authority = :authority and s.sequence <= :sequence and s.record in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
  group by s.record
) latest on latest.sequence = h.sequence and latest.record = h.record
where h.authority = :authority and h.area = 'plan' and h.state is not null
order by h.sequence
