insert into evidence (id, authority, number, title, source, voice, rung, dated, period_from, period_to, shows, expires,
  address, file_version, review, reviewed_by, reviewed_by_name, reviewed_at, review_note, is_restricted, added_by,
  added_by_name, added_at, changed_by, changed_by_name, ended_at, version)
values (:id, :authority, :number, :title, :source, :voice, :rung, :dated, :period_from, :period_to, :shows, :expires,
  :address, :file_version, 'unreviewed', null, null, null, '', :is_restricted, :added_by,
  :added_by_name, :added_at, :added_by, :added_by_name, null, 1)
