select m.id as id, m.body as body, b.title as body_title, m.number as number, m.title as title, m.on_day as on_day,
  m.starts_at as starts_at, m.place as place, m.state as state, m.papers_out_on as papers_out_on,
  m.late_papers as late_papers, m.inquorate as inquorate, m.attendance as attendance, m.agreed_at as agreed_at,
  m.link as link, m.version as version
from meeting m
join board_record b on b.id = m.body and b.authority = :authority
where m.authority = :authority and m.body = :body
  and (cast(:body as text) is null or m.body = :body)
  and (cast(:from as text) is null or m.on_day >= :from)
  and (cast(:to as text) is null or m.on_day <= :to)
  and (cast(:state as text) is null or m.state = :state)
order by m.on_day, m.id
limit :limit offset :offset
