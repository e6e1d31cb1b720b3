-- The plus keeps SQLite from walking the whole council instead of the ids. Also what was taken out: a link to it is a gap to be named.
-- part: evidence_columns
from evidence e
left join evidence_file f on f.evidence = e.id and f.number = e.file_version
left join evidence_measure m on m.evidence = e.id
left join evidence_audit a on a.evidence = e.id
where +e.authority = :authority and (cast(:sees_restricted as bigint) = 1 or e.is_restricted = 0)
  and e.id in (select value from json_each(:ids))
order by e.number
