select l.account, l.expires, a.authority, a.email, a.name
from one_time_link l
join account a on a.id = l.account
where l.token_hash = :token_hash and l.used is null and a.disabled is null
