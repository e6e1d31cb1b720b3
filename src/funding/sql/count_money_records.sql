select count(*) as records
from money_record r
where
-- part: money_filter
