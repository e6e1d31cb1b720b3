select id, scope, theme, created_at, last_used from calendar_feed
where authority = :authority and account = :account and stopped_at is null
order by created_at, id
