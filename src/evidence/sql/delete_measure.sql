delete from evidence_measure where authority = :authority and evidence = :evidence
