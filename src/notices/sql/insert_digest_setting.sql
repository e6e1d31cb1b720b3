insert into digest_setting (authority, account, frequency, hour, weekday, version)
values (:authority, :account, :frequency, :hour, :weekday, 1)
on conflict (authority, account) do nothing
