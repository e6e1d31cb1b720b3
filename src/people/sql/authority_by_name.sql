select id, name, display_name from authority where lower(name) = lower(cast(:name as text))
