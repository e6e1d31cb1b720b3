-- What expires first comes first.
-- part: evidence_columns
-- part: evidence_listed
order by e.expires, e.number
limit :limit offset :offset
