insert into local_identity (account, password_hash, changed)
values (:account, :password_hash, :changed)
on conflict (account) do update set password_hash = excluded.password_hash, changed = excluded.changed
