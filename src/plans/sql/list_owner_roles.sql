select distinct owner_role from plan_action where authority = :authority and ended_at is null order by owner_role
