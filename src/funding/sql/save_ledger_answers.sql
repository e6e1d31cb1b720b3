update ledger_import set answers = :answers, compared = :compared, version = version + 1
where authority = :authority and id = :id and version = :version and state = 'waiting'
