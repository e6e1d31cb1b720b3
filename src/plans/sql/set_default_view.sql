insert into default_view (authority, account, view) values (:authority, :account, :view)
on conflict (authority, account) do update set view = excluded.view
