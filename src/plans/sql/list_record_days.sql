-- The same for what the plan holds besides actions.
select r.id as id, r.kind as kind, r.number as number, r.title as title, r.due as due, r.version as version,
  r.fields as fields,
  case when r.ended_at is null then 0 else 1 end as is_ended,
  (select max(h.at) from record_history h where h.record = r.id and h.authority = :authority) as changed
from plan_record r
where r.authority = :authority and r.due is not null and r.due >= :recent
  and (cast(:owner as text) is null or r.owner_account = :owner)
  and (cast(:theme as text) is null or r.parent = :theme or r.id in (
    select l.to_id from thread_link l where l.authority = :authority and l.from_id = :theme))
order by r.due, r.kind, r.number
