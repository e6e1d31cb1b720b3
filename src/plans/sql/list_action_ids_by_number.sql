-- As list_action_ids, in the plan's own order, which is that of an index.
select a.id as id
from plan_action a
where
-- part: action_filter
order by a.number
limit :limit offset :offset
