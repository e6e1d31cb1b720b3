insert into update_repeat (authority, every, first_title, first_opened_on, first_due, set_on, set_by, set_by_name, version)
values (:authority, :every, :first_title, :first_opened_on, :first_due, :set_on, :set_by, :set_by_name, 1)
