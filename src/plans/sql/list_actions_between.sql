-- Whole actions from one number to another.
select
-- part: action_columns
from plan_action a
where a.authority = :authority and a.ended_at is null and a.number >= :first and a.number <= :last
order by a.number
