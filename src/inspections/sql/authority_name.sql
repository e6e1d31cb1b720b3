select name from authority where id = :authority
