update money_settings set second_person_above = :second_person_above, version = version + 1
where authority = :authority and version = :version
