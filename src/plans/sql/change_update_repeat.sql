update update_repeat
set every = :every, first_title = :first_title, first_opened_on = :first_opened_on, first_due = :first_due,
  set_on = :set_on, set_by = :set_by, set_by_name = :set_by_name, version = version + 1
where authority = :authority and version = :version
