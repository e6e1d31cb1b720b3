-- Each role that owns an action: from one to the next by the index, not by way of every action.
with recursive found (owner_role) as (
  select min(a.owner_role) from plan_action a where a.authority = :authority and a.ended_at is null
  union all
  select (select min(a.owner_role) from plan_action a
    where a.authority = :authority and a.ended_at is null and a.owner_role > f.owner_role)
  from found f where f.owner_role is not null
)
select owner_role from found where owner_role is not null order by owner_role
