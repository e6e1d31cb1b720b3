select kind, id, title, body, address
from search_document
where authority = :authority
  and words @@ cast(:query as tsquery)
  and permission in (select jsonb_array_elements_text(cast(:permissions as jsonb)))
  and (cast(:kind as text) is null or kind = :kind)
order by ts_rank(words, cast(:query as tsquery)) desc, number
limit :limit offset :offset
