delete from ledger_import where authority = :authority and id = :id and version = :version and state = 'waiting'
