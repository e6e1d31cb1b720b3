insert into plan_action (id, authority, number, title, owner_role, start_date, first_due, due, status, note, done_on, ended_at, version)
values (:id, :authority, :number, :title, :owner_role, :start_date, :due, :due, :status, :note, :done_on, null, 1)
