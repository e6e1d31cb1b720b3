insert into plan_action (id, authority, number, title, owner_role, start_date, first_due, due, status, note, done_on,
  kind, reference, owner_account, success, recovery, recovery_by, has_recovery, ended_at, version)
values (:id, :authority, :number, :title, :owner_role, :start_date, :due, :due, :status, :note, :done_on,
  :kind, :reference, :owner_account, :success, :recovery, :recovery_by,
  case when cast(:recovery as text) = '' then 0 else 1 end, null, 1)
