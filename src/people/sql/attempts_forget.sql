delete from sign_in_attempt where last_failure < :before
