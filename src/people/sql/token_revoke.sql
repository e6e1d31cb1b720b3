update api_token
set revoked = :now
where id = :token and account = :account and authority = :authority and revoked is null
