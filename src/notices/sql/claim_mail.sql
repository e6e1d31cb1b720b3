update mail_outbox set state = 'sending', lease = :lease, lease_until = :lease_until, message_id = :message_id,
  attempts = attempts + 1, handed_over = null
where id = :id and authority = :authority and state = 'waiting'
