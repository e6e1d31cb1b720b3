-- The earliest day first.
-- part: evidence_columns
-- part: evidence_listed
order by e.dated, e.number
limit :limit offset :offset
