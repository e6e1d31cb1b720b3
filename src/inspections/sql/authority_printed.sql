select display_name from authority where id = :authority
