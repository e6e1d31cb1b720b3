delete from comment_mention where comment = :comment and account = :account and authority = :authority
