update session set ended = :now where account = :account and ended is null
