select account, frequency, hour, weekday, version from digest_setting where authority = :authority
