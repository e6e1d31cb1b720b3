select id, number, in_force_from, themes_a_meeting, every_meetings, every_months, every_is, red_is, asked_is, odd_slot, importance,
  why, made_at, made_by
from rota_rules
where authority = :authority and body = :body
order by number
