select id, authority_name, inspection_start, confirmed_at from inspection where authority = :authority and document_hash = :document_hash
