select
-- part: money_columns
from money_record r
where r.authority = :authority and r.id = :id
