-- Every theme that stands on an agenda of the body, cancelled meetings left out.
select m.id as meeting, m.on_day as on_day, m.state as state, i.themes as themes, i.id as item
from meeting m
join agenda_item i on i.meeting = m.id and i.themes <> '' and i.carried_to is null and i.authority = :authority
where m.authority = :authority and m.body = :body and m.state <> 'cancelled'
order by m.on_day, m.id, i.position
