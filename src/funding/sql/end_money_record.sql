update money_record set ended_at = :ended_at, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
