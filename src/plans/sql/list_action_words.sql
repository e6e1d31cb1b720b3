-- The short words by which people look for an action, of every action in the plan.
select number, title, reference, owner_role from plan_action where authority = :authority and ended_at is null order by number
