-- What stands of the ledgers and is booked to a line or service budget.
select p.record as record, p.month as month, p.code as code, p.pence as pence, p.on_day as on_day, p.supplier as supplier,
  p.order_number as order_number, p.reference as reference, p.words as words, p.found_at as found_at, p.is_withheld as is_withheld
from ledger_posting p
where p.authority = :authority and p.replaced_by is null and p.record is not null
  and (cast(:record as text) is null or p.record = :record)
  and (cast(:from_month as bigint) is null or p.month >= :from_month)
  and (cast(:until_month as bigint) is null or p.month <= :until_month)
  and (cast(:above as bigint) is null or abs(p.pence) > :above)
order by p.month, p.ledger, p.import, p.place
limit :limit
