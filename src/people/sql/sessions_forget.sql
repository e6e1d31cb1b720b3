delete from session where account = :account and last_seen < :before
