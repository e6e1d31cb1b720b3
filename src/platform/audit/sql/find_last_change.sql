-- The log is read from its end, where the entry of a record that was just changed stands.
select sequence, at, authority, account, actor, channel, operation, summary, request_id, changes, previous_hash, hash
from audit_entry
where authority = :authority
  and changes like :pattern escape '\'
order by sequence desc
limit 1
