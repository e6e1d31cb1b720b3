update account
set disabled = :disabled, lock_version = lock_version + 1
where id = :account and authority = :authority
