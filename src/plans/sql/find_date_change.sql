select id, action, from_due, to_due, reason, requester, asked_by, asked_by_name, asked_at, state, decided_by, decided_by_name,
  decided_at, decided_in, decision_note, version
from date_change
where authority = :authority and id = :id
