select p.line as line, p.month as month, p.pence as pence
from profile_month p
where p.authority = :authority and p.pence <> 0
order by p.line, p.month
