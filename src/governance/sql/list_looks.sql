-- The cross join keeps SQLite from walking every agenda of the council. Every theme that stands on an agenda of the body, cancelled meetings left out.
select m.id as meeting, m.on_day as on_day, m.state as state, i.themes as themes, i.id as item
from meeting m
cross join agenda_item i
where i.meeting = m.id and i.themes <> '' and i.carried_to is null and i.authority = :authority
  and m.authority = :authority and m.body = :body and m.state <> 'cancelled'
order by m.on_day, m.id, i.position
