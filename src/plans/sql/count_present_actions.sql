-- How many actions the plan has.
select count(*) as actions from plan_action where authority = :authority and ended_at is null
