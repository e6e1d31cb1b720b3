update pid
set state = :state, sections = :sections, approver = :approver, submitted_by = :submitted_by,
  submitted_by_name = :submitted_by_name, submitted_at = :submitted_at, decided_by = :decided_by,
  decided_by_name = :decided_by_name, decided_at = :decided_at, decision_note = :decision_note, latest = :latest,
  version = version + 1
where authority = :authority and id = :id and version = :version
