select id, name, display_name from authority where id = :authority
