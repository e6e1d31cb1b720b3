update job set state = 'running', worker = :worker, started_at = :now where id = :id and state = 'queued'
