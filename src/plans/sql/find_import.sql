select id, document_hash, document_name, reading, choices, compared, outcome, created_at, created_by_name
from tracker_import
where authority = :authority and id = :id
