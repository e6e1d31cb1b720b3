update api_token set revoked = :now where account = :account and revoked is null
