update money_settings set second_person_above = :second_person_above, note_above = :note_above, version = version + 1
where authority = :authority and version = :version
