update session set ended = :now where token_hash = :token_hash and ended is null
