-- The newest number first.
-- part: evidence_columns
-- part: evidence_listed
order by e.number desc
limit :limit offset :offset
