-- A person's own views and those that are shared, own ones first.
select v.id as id, v.account as account, v.account_name as account_name, v.name as name, v.query as query,
  v.is_shared as is_shared, v.version as version, case when d.view is null then 0 else 1 end as is_default
from saved_view v
left join default_view d on d.view = v.id and d.account = :account and d.authority = :authority
where v.authority = :authority and (v.account = :account or v.is_shared = 1)
order by case when v.account = :account then 0 else 1 end, lower(v.name), v.id
