insert into pid (id, authority, project, state, sections, approver, submitted_by, submitted_by_name, submitted_at, decided_by,
  decided_by_name, decided_at, decision_note, latest, version)
values (:id, :authority, :project, :state, :sections, :approver, :submitted_by, :submitted_by_name, :submitted_at, :decided_by,
  :decided_by_name, :decided_at, :decision_note, :latest, 1)
