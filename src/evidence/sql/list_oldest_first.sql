-- The oldest number first.
-- part: evidence_columns
-- part: evidence_listed
order by e.number
limit :limit offset :offset
