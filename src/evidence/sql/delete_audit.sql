delete from evidence_audit where authority = :authority and evidence = :evidence
