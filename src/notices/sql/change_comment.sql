update record_comment set body = :body, changed_at = :changed_at, version = version + 1
where id = :id and authority = :authority and version = :version and withdrawn_at is null
