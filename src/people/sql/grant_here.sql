select id, account, authority, role, theme, body
from role_grant
where id = :grant and authority = :authority and ended is null
