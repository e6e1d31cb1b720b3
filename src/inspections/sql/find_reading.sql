select id, document_hash, document_name, document_pages, draft, created_at, created_by_name
from inspection_reading
where authority = :authority and id = :id
