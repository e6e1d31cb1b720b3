select id, authority, worker from job where state = 'running' order by id
