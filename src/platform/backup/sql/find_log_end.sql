select sequence, hash from audit_head where singleton = 1
