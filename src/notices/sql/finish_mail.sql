-- Bodies are kept no longer than they are needed.
update mail_outbox set state = :state, lease = '', lease_until = null, finished_at = :now, last_reply = :last_reply,
  body = '', html = ''
where id = :id and authority = :authority and state = 'sending' and lease = :lease
