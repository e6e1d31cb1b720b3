select id as id, ledger as ledger, document_name as document_name, state as state, created_at as created_at,
  created_by_name as created_by_name
from ledger_import
where authority = :authority and (cast(:ledger as text) is null or ledger = :ledger)
order by state desc, created_at desc, id
limit :limit
