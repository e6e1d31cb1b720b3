insert into money_settings (authority, second_person_above, version) values (:authority, :second_person_above, 1)
