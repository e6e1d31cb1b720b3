-- When each reporting duty of a body was last met.
select d.id as duty, (
    select max(r.made_on) from board_record r
    where r.authority = :authority and r.parent = d.id and r.kind = 'report given' and r.ended_at is null
      and (r.is_private = 0 or cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || r.body || '%')
  ) as last_on
from board_record d
where d.authority = :authority and d.body = :body and d.kind = 'reporting duty' and d.ended_at is null
