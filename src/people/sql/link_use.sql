update one_time_link set used = :now where token_hash = :token_hash and used is null
