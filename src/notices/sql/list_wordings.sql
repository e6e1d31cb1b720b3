select number, body, written_at from comment_wording
where comment = :comment and authority = :authority order by number
