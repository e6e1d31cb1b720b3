-- Promises that wait for an answer from somebody: by their account, or, where no account is named, by the role that a
-- membership of theirs gives them.
with own_role as materialized (
  select s.title as title from board_record s
  where s.authority = :authority and s.kind = 'membership' and s.owner = :account and s.ended_at is null
    and (s.due is null or s.due >= :today))
select r.id as id, r.kind as kind, r.number as number, r.title as title, r.parent as parent, r.body as body,
  r.is_private as is_private, r.fields as fields, 0 as is_ended, r.version as version
from board_record r
where r.authority = :authority and r.kind = 'promise' and r.state = 'open' and r.ended_at is null
  and (r.owner = :account or (r.owner is null and exists (
    select 1 from own_role
    where r.fields like '%"owner_role":"' || own_role.title || '"%'
      or (r.fields not like '%"owner_role":"%' and r.fields like '%"promised_by":"' || own_role.title || '"%'))))
  and (r.is_private = 0 or cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || r.body || '%')
order by case when r.due is null then 1 else 0 end, r.due, r.number
limit :limit
