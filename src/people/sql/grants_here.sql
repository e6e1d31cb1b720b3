select id, account, authority, role, theme, body
from role_grant
where authority = :authority and ended is null
order by account, role, coalesce(theme, ''), coalesce(body, ''), id
