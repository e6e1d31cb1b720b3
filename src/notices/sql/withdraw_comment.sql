update record_comment set withdrawn_at = :withdrawn_at, withdrawn_by_name = :by, withdrawn_why = :why,
  version = version + 1
where id = :id and authority = :authority and version = :version and withdrawn_at is null
