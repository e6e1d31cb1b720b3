insert into money_settings (authority, second_person_above, note_above, version)
values (:authority, :second_person_above, :note_above, 1)
