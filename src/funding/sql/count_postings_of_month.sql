select ledger as ledger, count(*) as postings
from ledger_posting
where authority = :authority and month = :month and replaced_by is null
group by ledger
