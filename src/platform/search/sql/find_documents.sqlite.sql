-- cross join: first what matches, then its rows; the planner must not turn them round.
with matching as materialized (
  select rowid as number, bm25(search_index, 0.0, 8.0, 1.0) as score
  from search_index
  where search_index match :query
),
page as materialized (
  select matching.number, matching.score
  from matching
  cross join search_document as document on document.number = matching.number
  where document.authority = :authority
    and document.permission in (select value from json_each(:permissions))
    and (cast(:kind as text) is null or document.kind = :kind)
  order by matching.score, matching.number
  limit :limit offset :offset
)
select document.kind, document.id, document.title, document.body, document.address
from page
cross join search_document as document on document.number = page.number
where document.authority = :authority
order by page.score, page.number
