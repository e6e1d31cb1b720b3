-- Locks the head until the transaction ends, so that entries follow one another.
update audit_head
set sequence = sequence + 1, entry_count = entry_count + 1
where singleton = 1
returning sequence, hash
