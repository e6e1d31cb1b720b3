insert into evidence_audit (evidence, authority, question, good, audited)
values (:evidence, :authority, :question, :good, :audited)
