select a.record as record, a.month as month, a.pence as pence
from actual_month a
where a.authority = :authority and (cast(:record as text) is null or a.record = :record) and a.pence <> 0
order by a.record, a.month
