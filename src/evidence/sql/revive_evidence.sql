update evidence
set ended_at = null, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is not null
