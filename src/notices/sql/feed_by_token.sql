-- The token is the secret; the council follows from it.
select id, authority, account, scope, theme, last_used from calendar_feed
where token_hash = :token_hash and stopped_at is null
