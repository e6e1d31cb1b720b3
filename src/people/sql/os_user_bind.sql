insert into os_user_binding (os_user, account, created)
values (:os_user, :account, :created)
on conflict (os_user) do update set account = excluded.account, created = excluded.created
