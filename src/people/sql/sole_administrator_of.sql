select u.id, u.name, u.display_name
from role_grant g
join authority u on u.id = g.authority
where g.account = :account and g.role = 'administrator' and g.theme is null and g.body is null and g.ended is null
  and not exists (
    select 1
    from role_grant o
    join account a on a.id = o.account
    where o.authority = g.authority and o.account <> g.account and o.role = 'administrator'
      and o.theme is null and o.body is null and o.ended is null and a.disabled is null)
order by u.display_name, u.id
