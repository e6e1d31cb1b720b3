select id, document_name, draft, created_at, created_by_name
from inspection_reading
where authority = :authority
order by created_at desc, id
