delete from sign_in_attempt where subject = :subject
