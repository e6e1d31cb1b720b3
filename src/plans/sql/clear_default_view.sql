delete from default_view where authority = :authority and account = :account
