insert into inspection_reading (id, authority, document_hash, document_name, document_pages, draft, created_at, created_by, created_by_name)
values (:id, :authority, :document_hash, :document_name, :document_pages, :draft, :created_at, :created_by, :created_by_name)
