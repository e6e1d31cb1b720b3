update job set state = :state, reason = :reason, result = :result, ended_at = :now
where id = :id and authority = :authority and state = 'running' and worker = :worker
