-- Those that stand.
select id, body, kind, theme, meeting, from_day, to_day, why, made_at, made_by, version
from rota_mark
where authority = :authority and body = :body and ended_at is null
order by made_at, id
