update job set state = 'cancelled', reason = :reason, ended_at = :now
where id = :id and authority = :authority and state = 'queued'
