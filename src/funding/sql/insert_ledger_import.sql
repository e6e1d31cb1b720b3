insert into ledger_import (id, authority, ledger, document_hash, document_name, reading, answers, compared, state, version, created_at,
  created_by, created_by_name)
values (:id, :authority, :ledger, :document_hash, :document_name, :reading, :answers, :compared, 'waiting', 1, :created_at, :created_by,
  :created_by_name)
