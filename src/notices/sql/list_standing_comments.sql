-- For the search: what is said about evidence is not found by searching.
select id, record, record_kind, record_title, body, written_by, written_by_name, written_at, changed_at, withdrawn_at,
  withdrawn_by_name, withdrawn_why, version
from record_comment where authority = :authority and withdrawn_at is null and record_kind <> 'evidence'
order by written_at, id
