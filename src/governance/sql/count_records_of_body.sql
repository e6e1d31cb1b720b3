-- How many list_records_of_body would give without a limit.
select count(*) as records
from board_record r
where r.body = :body and r.kind = :kind and
-- part: board_filter
