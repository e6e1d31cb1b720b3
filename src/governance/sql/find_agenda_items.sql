select i.id as id, i.meeting as meeting, m.body as body, i.position as position, i.printed_number as printed_number,
  i.title as title, i.public_title as public_title, i.presenter as presenter, i.minutes_planned as minutes_planned,
  i.themes as themes, i.subject as subject, i.paper as paper, i.paper_link as paper_link, i.is_private as is_private,
  i.exempt_paragraph as exempt_paragraph, i.public_interest as public_interest, i.carried_from as carried_from,
  i.carried_to as carried_to, i.minutes as minutes, i.why as why, i.version as version
from json_each(:ids) as asked
cross join agenda_item i
cross join meeting m
where i.id = asked.key and i.authority = :authority and m.id = i.meeting and m.authority = :authority
