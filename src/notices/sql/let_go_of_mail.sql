update mail_outbox set state = :state, lease = '', lease_until = null, finished_at = :finished_at,
  last_reply = :last_reply, next_attempt = :now,
  body = case when :state = 'unknown' then '' else body end, html = case when :state = 'unknown' then '' else html end
where id = :id and authority = :authority and state = 'sending' and lease_until <= :now
