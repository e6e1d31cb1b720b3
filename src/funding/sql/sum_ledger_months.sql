-- What stands of a ledger, by month, code and what it is booked to.
select month as month, code as code, record as record, cast(sum(pence) as bigint) as pence
from ledger_posting
where authority = :authority and ledger = :ledger and replaced_by is null
group by month, code, record
order by month, code, record
