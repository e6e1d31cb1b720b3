select second_person_above, version from money_settings where authority = :authority
