-- The owner's actions that wait for others which are not done. The sum keeps SQLite from walking the whole council by number.
select a.id as id, a.number as number, a.title as title, b.id as other_id, b.number as other_number,
  b.title as other_title, b.owner_role as other_owner, b.due as other_due
from plan_action a
cross join thread_link l
cross join plan_action b
where l.from_id = a.id and l.relation = 'waits for' and l.authority = :authority and b.id = l.to_id
  and b.authority = :authority and a.authority = :authority and a.owner_account = :owner and a.ended_at is null and a.status <> 'done'
  and b.ended_at is null and b.status <> 'done'
order by a.number + 0, b.number
limit :limit
