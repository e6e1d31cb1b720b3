-- Dates asked for, claims and updates that wait for somebody's agreement, once for each theme of their action: by
-- itself or by way of its projects; null where it has none.
select w.kind as kind, w.id as id, w.by_account as by_account, w.by_name as by_name, w.at as at, w.what as what,
  a.number as number, a.title as title, a.owner_account as owner_account,
  case when t.from_kind = 'theme' then t.from_id else up.from_id end as theme
from (
  select 'date' as kind, id, action, asked_by as by_account, requester as by_name, asked_at as at, to_due as what
  from date_change where authority = :authority and state = 'asked'
  union all
  select 'claim' as kind, id, action, claimed_by as by_account, claimed_by_name as by_name, claimed_at as at, rung as what
  from difference_claim where authority = :authority and state = 'claimed'
  union all
  select 'update' as kind, id, action, written_by as by_account, written_by_name as by_name, written_at as at,
    status as what
  from progress_update where authority = :authority and state = 'sent'
) w
join plan_action a on a.id = w.action and a.authority = :authority and a.ended_at is null
left join thread_link t on t.to_id = w.action and t.authority = :authority and t.from_kind in ('theme', 'project')
left join thread_link up on up.to_id = t.from_id and up.authority = :authority and t.from_kind = 'project'
  and up.from_kind = 'theme'
order by w.at, w.id, theme nulls last
