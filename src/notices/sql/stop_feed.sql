update calendar_feed set stopped_at = :now
where id = :id and authority = :authority and account = :account and stopped_at is null
