insert into difference_claim (id, authority, action, rung, statement, claimed_by, claimed_by_name, claimed_at, state, decided_by,
  decided_by_name, decided_at, decision_note, evidence, version)
values (:id, :authority, :action, :rung, :statement, :claimed_by, :claimed_by_name, :claimed_at, :state, :decided_by,
  :decided_by_name, :decided_at, :decision_note, :evidence, 1)
