-- How the promises to a body stand; what their index holds is all that is read.
select coalesce(sum(case when r.state = 'open' then 1 else 0 end), 0) as open,
  coalesce(sum(case when r.state = 'open' and r.due < :today then 1 else 0 end), 0) as late,
  coalesce(sum(case when r.state = 'answered' then 1 else 0 end), 0) as answered,
  coalesce(sum(case when r.state = 'closed' then 1 else 0 end), 0) as closed,
  coalesce(sum(case when r.answered_on > r.due then 1 else 0 end), 0) as reported_late,
  coalesce(sum(case when r.answered_on is null and (r.state = 'closed' or r.due < :today) then 1 else 0 end), 0) as never
from board_record r
where r.authority = :authority and r.body = :body and r.kind = 'promise' and r.ended_at is null
  and (r.is_private = 0 or cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || r.body || '%')
