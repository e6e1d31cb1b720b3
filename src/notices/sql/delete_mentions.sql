delete from comment_mention where comment = :comment and authority = :authority
