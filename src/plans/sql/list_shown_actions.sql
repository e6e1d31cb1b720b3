-- The actions that a filter shows, in the plan's own order, which is that of an index; the rows with their long texts are
-- read for those alone that the page shows.
select
-- part: action_columns
from (
  select a.id as id, a.number as number
  from plan_action a
  where
-- part: action_filter
  order by a.number
  limit :limit offset :offset
) shown
join plan_action a on a.id = shown.id and a.authority || '' = :authority
order by shown.number
