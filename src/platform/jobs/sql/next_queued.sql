select id, authority from job where state = 'queued' order by asked_at, id limit 1
