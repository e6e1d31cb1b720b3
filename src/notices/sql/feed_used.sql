update calendar_feed set last_used = :now where id = :id and authority = :authority
