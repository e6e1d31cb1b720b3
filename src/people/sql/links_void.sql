update one_time_link set used = :now where account = :account and used is null
