-- One that stands.
select id, body, kind, theme, meeting, from_day, to_day, why, made_at, made_by, version
from rota_mark
where authority = :authority and id = :id and ended_at is null
