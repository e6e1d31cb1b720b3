select a.id, a.name, g.role
from account a
join role_grant g on g.account = a.id
where g.authority = :authority and g.ended is null and a.disabled is null
order by lower(a.name), a.id, g.role
