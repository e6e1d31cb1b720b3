update mail_outbox set state = 'waiting', lease = '', lease_until = null, handed_over = null, next_attempt = :next_attempt,
  last_reply = :last_reply
where id = :id and authority = :authority and state = 'sending' and lease = :lease
