update plan_action
set title = :title, owner_role = :owner_role, start_date = :start_date, first_due = :first_due, due = :due, status = :status,
  note = :note, done_on = :done_on, kind = :kind, reference = :reference, owner_account = :owner_account,
  success = :success, recovery = :recovery, recovery_by = :recovery_by,
  has_recovery = case when cast(:recovery as text) = '' then 0 else 1 end, moves = :moves, days_moved = :days_moved, difference = :difference,
  version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
