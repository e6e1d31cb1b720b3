-- Oldest first, as a conversation is read.
select id, record, record_kind, record_title, body, written_by, written_by_name, written_at, changed_at, withdrawn_at,
  withdrawn_by_name, withdrawn_why, version
from record_comment where record = :record and authority = :authority
order by written_at, id
