-- Of what was posted to a cost line.
select max(a.month) as month
from actual_month a join money_record r on r.id = a.record
where a.authority = :authority and r.authority = :authority and r.kind = 'cost line'
