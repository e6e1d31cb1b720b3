select a.id, a.authority, a.email, a.name, a.disabled, a.created, a.lock_version,
  case when i.account is null then 0 else 1 end as has_password, i.password_hash
from account a
left join local_identity i on i.account = a.id
where a.id = :account and (a.authority = :authority
  or exists (select 1 from role_grant g where g.account = a.id and g.authority = :authority and g.ended is null))
