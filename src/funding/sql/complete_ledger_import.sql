update ledger_import set state = 'in', outcome = :outcome, reading = '', version = version + 1
where authority = :authority and id = :id and version = :version and state = 'waiting'
