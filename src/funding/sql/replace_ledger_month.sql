update ledger_posting set replaced_by = :import
where authority = :authority and ledger = :ledger and month = :month and replaced_by is null
