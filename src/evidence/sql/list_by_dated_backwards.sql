-- The latest day first.
-- part: evidence_columns
-- part: evidence_listed
order by e.dated desc, e.number desc
limit :limit offset :offset
