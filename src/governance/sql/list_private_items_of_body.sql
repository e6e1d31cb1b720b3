select i.id as id
from meeting m
join agenda_item i on i.meeting = m.id and i.is_private = 1 and i.authority = :authority
where m.authority = :authority and m.body = :body
