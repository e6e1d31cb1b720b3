select sequence, entry_count, hash from audit_head where singleton = 1
