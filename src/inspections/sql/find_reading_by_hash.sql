select id from inspection_reading where authority = :authority and document_hash = :document_hash
