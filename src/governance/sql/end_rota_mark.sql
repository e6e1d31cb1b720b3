update rota_mark set ended_at = :ended_at, ended_by = :ended_by, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
