update authority
set lock_version = lock_version
where id in (select authority from role_grant where account = :account and role = 'administrator' and ended is null)
