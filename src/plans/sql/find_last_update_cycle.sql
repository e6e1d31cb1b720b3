select id, number, title, opened_on, due, closed_on, version, period, period_due
from update_cycle
where authority = :authority
order by number desc
limit 1
