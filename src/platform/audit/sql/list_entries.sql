select sequence, at, authority, account, actor, channel, operation, summary, request_id, changes, previous_hash, hash
from audit_entry
where authority = :authority
  and (cast(:from as text) is null or at >= :from)
  and (cast(:before as text) is null or at < :before)
  and (cast(:account as text) is null or account = :account)
  and (cast(:operation as text) is null or operation = :operation)
  and (cast(:pattern as text) is null
       or lower(actor || ' ' || summary || ' ' || request_id || ' ' || changes) like :pattern escape '\')
order by sequence desc
limit :limit offset :offset
