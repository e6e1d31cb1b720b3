insert into actual_month (authority, record, month, pence) values (:authority, :record, :month, :pence)
on conflict (record, month) do update set pence = actual_month.pence + excluded.pence
