insert into finding_action (authority, finding, action) values (:authority, :finding, :action)
on conflict (finding, action) do nothing
