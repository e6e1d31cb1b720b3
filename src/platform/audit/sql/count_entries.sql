select count(*) as total
from audit_entry
where authority = :authority
  and (cast(:from as text) is null or at >= :from)
  and (cast(:before as text) is null or at < :before)
  and (cast(:account as text) is null or account = :account)
  and (cast(:operation as text) is null or operation = :operation)
  and (cast(:pattern as text) is null
       or lower(actor || ' ' || summary || ' ' || request_id || ' ' || changes) like :pattern escape '\')
