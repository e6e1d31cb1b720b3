-- The cross join keeps SQLite from walking every agenda of the council. Themes on agendas of the body with the item's privacy, cancelled meetings and items carried forward left out.
select m.id as meeting, i.themes as themes, i.is_private as is_private
from meeting m
cross join agenda_item i
where i.meeting = m.id and i.themes <> '' and i.carried_to is null and i.authority = :authority
  and m.authority = :authority and m.body = :body and m.state <> 'cancelled'
order by m.on_day, m.id, i.position
