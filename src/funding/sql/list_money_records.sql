select
-- part: money_columns
from money_record r
where
-- part: money_filter
order by r.kind, r.number
limit :limit offset :offset
