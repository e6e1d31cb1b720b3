update audit_head set hash = :hash where singleton = 1 and sequence = :sequence
