select kind, count(*) as documents
from search_document
where authority = :authority
  and words @@ cast(:query as tsquery)
  and permission in (select jsonb_array_elements_text(cast(:permissions as jsonb)))
group by kind
order by kind
