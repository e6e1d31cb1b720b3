insert into tracker_import (id, authority, document_hash, document_name, reading, choices, compared, state, created_at, created_by, created_by_name)
values (:id, :authority, :document_hash, :document_name, :reading, :choices, :compared, 'waiting', :created_at, :created_by, :created_by_name)
