select id, action, cycle, status, was_done, changed_for_children, comes_next, help_wanted, state, written_by,
  written_by_name, written_at, decided_by, decided_by_name, decided_at, decision_note, version
from progress_update
where authority = :authority and id = :id
