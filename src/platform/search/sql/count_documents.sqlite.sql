with matching as materialized (
  select rowid as number from search_index where search_index match :query
)
select document.kind, count(*) as documents
from matching
cross join search_document as document on document.number = matching.number
where document.authority = :authority
  and document.permission in (select value from json_each(:permissions))
group by document.kind
order by document.kind
