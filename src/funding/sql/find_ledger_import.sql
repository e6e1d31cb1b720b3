select id as id, ledger as ledger, document_hash as document_hash, document_name as document_name, reading as reading,
  answers as answers, compared as compared, outcome as outcome, version as version, created_at as created_at,
  created_by_name as created_by_name
from ledger_import where authority = :authority and id = :id
