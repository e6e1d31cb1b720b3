insert into update_cycle (id, authority, number, title, opened_on, due, closed_on, version)
values (:id, :authority, :number, :title, :opened_on, :due, null, 1)
