-- By state of review.
-- part: evidence_columns
-- part: evidence_listed
order by e.review, e.number
limit :limit offset :offset
