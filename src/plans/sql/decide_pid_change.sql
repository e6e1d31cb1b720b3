update pid_change
set state = :state, decided_by = :decided_by, decided_by_name = :decided_by_name, decided_at = :decided_at,
  decision_note = :decision_note, version = version + 1
where authority = :authority and id = :id and state = 'asked'
