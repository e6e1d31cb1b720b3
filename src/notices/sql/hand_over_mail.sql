-- Only whoever holds the lease may let the message's end go out.
update mail_outbox set handed_over = :now
where id = :id and authority = :authority and state = 'sending' and lease = :lease and lease_until > :now
