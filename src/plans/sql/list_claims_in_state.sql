select id, action, rung, statement, claimed_by, claimed_by_name, claimed_at, state, decided_by, decided_by_name, decided_at,
  decision_note, evidence, version
from difference_claim
where authority = :authority and state = :state
order by claimed_at, id
