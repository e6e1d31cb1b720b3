select id, document_name, created_at, created_by_name
from tracker_import
where authority = :authority and state = 'waiting'
order by created_at desc, id
