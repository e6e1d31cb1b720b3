insert into meeting_paper (id, authority, meeting, item, number, title, is_private, exempt_paragraph, public_interest,
  file_version, version)
values (:id, :authority, :meeting, :item, :number, :title, :is_private, :exempt_paragraph, :public_interest,
  :file_version, 1)
