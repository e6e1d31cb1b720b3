update account
set name = :name, email = :email, email_key = :email_key, lock_version = lock_version + 1
where id = :account and authority = :authority and lock_version = :lock_version
