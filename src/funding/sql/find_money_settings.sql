select second_person_above, note_above, version from money_settings where authority = :authority
