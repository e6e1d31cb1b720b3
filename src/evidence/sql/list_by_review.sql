-- By state of review.
-- part: evidence_listed
order by e.review, e.number
limit :limit offset :offset
