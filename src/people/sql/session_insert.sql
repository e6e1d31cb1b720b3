insert into session (id, token_hash, account, authority, address, signed_in, last_seen)
values (:id, :token_hash, :account, :at, :address, :signed_in, :last_seen)
