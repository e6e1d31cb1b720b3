-- How many list_board_records would give without a limit.
select count(*) as records
from board_record r
where r.kind = :kind and
-- part: board_filter
