select id, name, display_name from authority order by lower(display_name), id
