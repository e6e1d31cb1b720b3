select id, account, authority, role, theme, body
from role_grant
where account = :account and ended is null
order by role, coalesce(theme, ''), coalesce(body, ''), id
