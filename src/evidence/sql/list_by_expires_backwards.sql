-- What counts longest comes first.
-- part: evidence_columns
-- part: evidence_listed
order by e.expires desc, e.number desc
limit :limit offset :offset
