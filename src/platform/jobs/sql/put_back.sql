update job set state = 'queued', worker = '', started_at = null
where id = :id and authority = :authority and state = 'running' and worker = :worker
