select id, number, at, actor, agreed_by, why
from profile_version
where authority = :authority and line = :line
order by number desc
