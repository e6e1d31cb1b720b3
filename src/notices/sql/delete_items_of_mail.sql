delete from digest_item where authority = :authority and mail = :mail
