-- Every role that the account holds, with its council: by the council's printed name, then as its roles are listed.
select g.id, g.account, g.authority, g.role, g.theme, g.body, u.name as authority_name, u.display_name as authority_display_name
from role_grant g
join authority u on u.id = g.authority
where g.account = :account and g.ended is null
order by u.display_name, u.id, g.role, coalesce(g.theme, ''), coalesce(g.body, ''), g.id
