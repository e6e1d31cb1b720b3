-- What goes to the meetings between two days; of a private item out of sight only its public title.
with seen as (
  select id from board_record
  where authority = :authority and kind = 'body'
    and (cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || id || '%')
)
select i.meeting,
  case when i.is_private = 0 or s.id is not null then i.title
    when i.public_title <> '' then i.public_title else 'Private item' end as title
from meeting m
join agenda_item i on i.authority = :authority and i.meeting = m.id
left join seen s on s.id = m.body
where m.authority = :authority and m.on_day >= :from and m.on_day <= :to
order by i.meeting, i.position, i.id
