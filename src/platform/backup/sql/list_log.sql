-- The whole log, every council's, for the copy of it that can be read without this program.
select sequence, at, authority, account, actor, channel, operation, summary, request_id, changes, previous_hash, hash
from audit_entry
where sequence > :after
order by sequence
limit :limit
