select failures, last_failure from sign_in_attempt where subject = :subject
