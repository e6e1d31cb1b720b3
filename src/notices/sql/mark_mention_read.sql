update comment_mention set read_at = :now
where comment = :comment and account = :account and authority = :authority and read_at is null
