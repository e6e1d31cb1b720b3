-- By kind of source, from the last.
-- part: evidence_columns
-- part: evidence_listed
order by e.source desc, e.number desc
limit :limit offset :offset
