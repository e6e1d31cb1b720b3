select p.order_number as order_number, cast(sum(p.pence) as bigint) as pence
from ledger_posting p
where p.authority = :authority and p.order_number <> '' and p.replaced_by is null
group by p.order_number
