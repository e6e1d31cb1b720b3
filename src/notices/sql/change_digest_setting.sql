update digest_setting set frequency = :frequency, hour = :hour, weekday = :weekday, version = version + 1
where authority = :authority and account = :account and version = :version
