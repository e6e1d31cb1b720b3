update plan_action
set title = :title, owner_role = :owner_role, start_date = :start_date, first_due = :first_due, due = :due, status = :status,
  note = :note, done_on = :done_on, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
