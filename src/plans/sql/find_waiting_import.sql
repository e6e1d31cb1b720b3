select id from tracker_import where authority = :authority and document_hash = :document_hash and state = 'waiting'
