-- What threatens the theme, its projects or its actions.
select distinct r.to_id as risk
from thread_link r
where r.authority = :authority and r.to_kind = 'risk' and (r.from_id = :theme
  or r.from_id in (
    select p.to_id from thread_link p
    where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project')
  or r.from_id in (
  select l.to_id from thread_link l
  where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
  union
  select l.to_id from thread_link p
  join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
  where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project'))
order by r.to_id
