insert into update_cycle (id, authority, number, title, opened_on, due, closed_on, version, period, period_due)
values (:id, :authority, :number, :title, :opened_on, :due, null, 1, :period, :period_due)
