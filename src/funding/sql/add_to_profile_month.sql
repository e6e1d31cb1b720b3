insert into profile_month (authority, line, month, pence) values (:authority, :line, :month, :pence)
on conflict (line, month) do update set pence = profile_month.pence + excluded.pence
