insert into progress_update (id, authority, action, cycle, status, was_done, changed_for_children, comes_next,
  help_wanted, state, written_by, written_by_name, written_at, decision_note, version)
values (:id, :authority, :action, :cycle, :status, :was_done, :changed_for_children, :comes_next, :help_wanted, 'sent',
  :written_by, :written_by_name, :written_at, '', 1)
