select id, name, permissions, created, expires, last_used, revoked
from api_token
where account = :account and authority = :authority
order by created desc, id
