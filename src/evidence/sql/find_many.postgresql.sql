-- Also what was taken out: a link to it is a gap to be named.
select e.id, e.number, e.title, e.source, e.voice, e.rung, e.dated, e.period_from, e.period_to, e.shows, e.expires, e.address,
  e.review, e.reviewed_by, e.reviewed_by_name, e.reviewed_at, e.review_note, e.is_restricted, e.added_by, e.added_by_name,
  e.added_at, e.changed_by, e.changed_by_name, e.ended_at, e.version,
  f.number as file_number, f.hash as file_hash, f.name as file_name, f.size as file_size, f.media_type as file_type,
  f.added_by as file_by, f.added_by_name as file_by_name, f.added_at as file_at,
  m.name as measure_name, m.unit as measure_unit, m.from_source as measure_source, m.good as measure_good,
  m.baseline_numerator, m.baseline_denominator, m.baseline_on, m.end_numerator, m.end_denominator, m.end_on,
  a.question as audit_question, a.good as audit_good, a.audited as audit_audited
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
