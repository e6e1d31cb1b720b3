-- The newest number first.
-- part: evidence_listed
order by e.number desc
limit :limit offset :offset
