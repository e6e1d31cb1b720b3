-- By state of review, from the last.
-- part: evidence_columns
-- part: evidence_listed
order by e.review desc, e.number desc
limit :limit offset :offset
