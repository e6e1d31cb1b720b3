-- part: evidence_columns
from evidence e
left join evidence_file f on f.evidence = e.id and f.number = e.file_version
left join evidence_measure m on m.evidence = e.id
left join evidence_audit a on a.evidence = e.id
where e.authority = :authority and e.id = :id and e.ended_at is null
  and (cast(:sees_restricted as bigint) = 1 or e.is_restricted = 0)
