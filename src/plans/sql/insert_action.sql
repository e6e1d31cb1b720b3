insert into plan_action (id, authority, number, title, owner_role, start_date, first_due, due, status, note, done_on,
  kind, reference, owner_account, success, recovery, recovery_by, ended_at, version)
values (:id, :authority, :number, :title, :owner_role, :start_date, :due, :due, :status, :note, :done_on,
  :kind, :reference, :owner_account, :success, :recovery, :recovery_by, null, 1)
