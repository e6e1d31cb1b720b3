select account, last_slot from digest_progress where authority = :authority
