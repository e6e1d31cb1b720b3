-- What a list of updates prints of an action that was taken out of the plan.
select a.id as id, a.number as number, a.owner_role as owner_role, a.owner_account as owner_account, a.due as due,
  a.themes as themes
from plan_action a
where a.authority = :authority and a.id = :id
