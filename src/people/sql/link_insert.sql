insert into one_time_link (token_hash, account, created, expires)
values (:token_hash, :account, :created, :expires)
