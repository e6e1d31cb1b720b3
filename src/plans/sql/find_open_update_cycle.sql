select id, number, title, opened_on, due, closed_on, version
from update_cycle
where authority = :authority and closed_on is null
