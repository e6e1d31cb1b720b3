-- Also what was taken out: a link to it is a gap to be named.
-- part: evidence_columns
from (select distinct jsonb_array_elements_text(cast(:ids as jsonb)) as id) as asked
-- "offset 0" keeps PostgreSQL to one look in the index for each id; it would read all the council's evidence.
cross join lateral (
  select id, number, title, source, voice, rung, dated, period_from, period_to, shows, expires, address, review, reviewed_by,
    reviewed_by_name, reviewed_at, review_note, is_restricted, added_by, added_by_name, added_at, changed_by, changed_by_name, ended_at,
    version, file_version
  from evidence where id = asked.id and authority = :authority offset 0) as e
left join evidence_file f on f.evidence = e.id and f.number = e.file_version
left join evidence_measure m on m.evidence = e.id
left join evidence_audit a on a.evidence = e.id
where cast(:sees_restricted as bigint) = 1 or e.is_restricted = 0
order by e.number
