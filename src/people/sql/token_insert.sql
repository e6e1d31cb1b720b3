insert into api_token (id, token_hash, account, authority, name, permissions, created, expires)
values (:id, :token_hash, :account, :authority, :name, :permissions, :created, :expires)
