-- What each council's part of the audit log ends with, every council's: a manifest is of the whole installation.
select e.authority as authority, n.entries as entries, e.sequence as sequence, e.hash as hash
from audit_entry e
join (select authority as council, count(*) as entries, max(sequence) as last from audit_entry where authority is not null
      group by authority) n on n.last = e.sequence
order by e.sequence
