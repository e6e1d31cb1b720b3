-- By kind of source.
-- part: evidence_columns
-- part: evidence_listed
order by e.source, e.number
limit :limit offset :offset
