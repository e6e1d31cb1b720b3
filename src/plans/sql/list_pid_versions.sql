-- Newest first.
select id, pid, number, content, fingerprint, made_at, asked_by, asked_by_name, agreed_by, agreed_by_name, why, change_request
from pid_version
where authority = :authority and pid = :pid
order by number desc
