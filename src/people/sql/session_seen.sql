update session set last_seen = :now where id = :session and ended is null
