insert into record_comment (id, authority, record, record_kind, record_title, body, written_by, written_by_name, written_at,
  changed_at, withdrawn_at, withdrawn_by_name, withdrawn_why, version)
values (:id, :authority, :record, :record_kind, :record_title, :body, :written_by, :written_by_name, :written_at,
  null, null, '', '', 1)
