-- The actions that a filter shows, in the order asked for; what has no value to sort by comes last.
select shown.id as id
from (
  select a.id as id, a.number as number,
    case cast(:sort as text) when 'owner' then lower(a.owner_role) when 'due' then a.due when 'first' then a.first_due
      end as words,
    case cast(:sort as text)
      when 'number' then a.number
      when 'moved' then a.days_moved
      when 'status' then case a.status when 'off track' then 0 when 'at risk' then 1 when 'not started' then 2
        when 'on track' then 3 else 4 end
      when 'difference' then case a.difference when 'none' then 0 when 'activity' then 1 when 'output' then 2
        when 'practice' then 3 when 'experience' then 4 else 5 end
      else 0 end as rank
  from plan_action a
  where
-- part: action_filter
) shown
order by case when shown.words is null then 1 else 0 end, case when cast(:direction as bigint) = 1 then shown.words end,
  case when cast(:direction as bigint) = -1 then shown.words end desc, shown.rank * cast(:direction as bigint), shown.number
limit :limit offset :offset
