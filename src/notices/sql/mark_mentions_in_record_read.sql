update comment_mention set read_at = :now
where account = :account and authority = :authority and read_at is null
  and comment in (select id from record_comment where record = :record and authority = :authority)
