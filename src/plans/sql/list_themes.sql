select id, position, title, aim, lead_role, aliases, lead_account, version
from theme
where authority = :authority and ended_at is null
order by position, id
