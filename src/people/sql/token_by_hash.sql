select t.id, t.account, t.authority, t.permissions, t.expires, t.last_used, a.name as account_name
from api_token t
join account a on a.id = t.account
where t.token_hash = :token_hash and t.revoked is null and a.disabled is null
