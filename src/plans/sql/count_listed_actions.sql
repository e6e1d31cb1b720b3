-- How many actions a filter shows.
select count(*) as actions
from plan_action a
where
-- part: action_filter
