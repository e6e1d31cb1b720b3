insert into tracker_mapping (authority, mapping) values (:authority, :mapping)
on conflict (authority) do update set mapping = excluded.mapping
