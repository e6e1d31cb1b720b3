select last_slot, read_until from digest_progress where authority = :authority and account = :account
