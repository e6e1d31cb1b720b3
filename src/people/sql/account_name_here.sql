select a.name
from account a
where a.id = :account and (a.authority = :authority
  or exists (select 1 from role_grant g where g.account = a.id and g.authority = :authority))
