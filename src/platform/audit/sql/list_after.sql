-- Every council's entries: the chain is one.
select sequence, at, authority, account, actor, channel, operation, summary, request_id, changes, previous_hash, hash
from audit_entry
where sequence > :after
order by sequence
limit :limit
