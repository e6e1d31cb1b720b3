select s.id, s.account, s.authority, s.address, s.signed_in, s.last_seen, a.name, a.email
from session s
join account a on a.id = s.account
where s.token_hash = :token_hash and s.ended is null and a.disabled is null
