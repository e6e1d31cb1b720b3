insert into calendar_feed (id, authority, account, token_hash, scope, theme, created_at, stopped_at, last_used)
values (:id, :authority, :account, :token_hash, :scope, :theme, :created_at, null, null)
