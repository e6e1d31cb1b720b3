insert into pid_change (id, authority, pid, number, base, proposal, reason, asked_by, asked_by_name, asked_at, state, decided_by,
  decided_by_name, decided_at, decision_note, version)
values (:id, :authority, :pid, :number, :base, :proposal, :reason, :asked_by, :asked_by_name, :asked_at, :state, :decided_by,
  :decided_by_name, :decided_at, :decision_note, 1)
