select distinct u.id, u.name, u.display_name
from authority u
join role_grant g on g.authority = u.id
where g.account = :account and g.ended is null
order by u.display_name, u.id
