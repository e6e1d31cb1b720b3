update evidence
set title = :title, source = :source, voice = :voice, rung = :rung, dated = :dated, period_from = :period_from,
  period_to = :period_to, shows = :shows, expires = :expires, address = :address, file_version = :file_version,
  review = :review, reviewed_by = :reviewed_by, reviewed_by_name = :reviewed_by_name, reviewed_at = :reviewed_at,
  review_note = :review_note, is_restricted = :is_restricted, changed_by = :changed_by,
  changed_by_name = :changed_by_name, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
