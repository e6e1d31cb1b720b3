-- Days for a calendar: of one owner, of a theme and its projects, or of everybody. What is over goes after a while.
select a.id as id, a.number as number, a.title as title, a.owner_role as owner_role, a.first_due as first_due, a.due as due,
  a.moves as moves, a.recovery as recovery, a.status as status,
  a.version as version, case when a.ended_at is null then 0 else 1 end as is_ended,
  (select max(h.at) from record_history h where h.record = a.id and h.authority = :authority) as changed
from plan_action a
where a.authority = :authority and a.due is not null
  and (a.due >= :recent or (a.status <> 'done' and a.ended_at is null))
  and (cast(:owner as text) is null or a.owner_account = :owner)
  and (cast(:theme as text) is null or a.id in (
    select l.to_id from thread_link l
    where l.authority = :authority and l.from_id = :theme and l.to_kind = 'action'
    union
    select l.to_id from thread_link p
    join thread_link l on l.from_id = p.to_id and l.to_kind = 'action' and l.authority = :authority
    where p.authority = :authority and p.from_id = :theme and p.to_kind = 'project'))
order by a.due, a.number
