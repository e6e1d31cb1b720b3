-- By kind of source.
-- part: evidence_listed
order by e.source, e.number
limit :limit offset :offset
