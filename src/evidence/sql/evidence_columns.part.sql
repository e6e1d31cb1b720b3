-- One whole piece of evidence, its file, figures and audit beside it.
select e.id, e.number, e.title, e.source, e.voice, e.rung, e.dated, e.period_from, e.period_to, e.shows, e.expires, e.address,
  e.review, e.reviewed_by, e.reviewed_by_name, e.reviewed_at, e.review_note, e.is_restricted, e.added_by, e.added_by_name,
  e.added_at, e.changed_by, e.changed_by_name, e.ended_at, e.version,
  f.number as file_number, f.hash as file_hash, f.name as file_name, f.size as file_size, f.media_type as file_type,
  f.added_by as file_by, f.added_by_name as file_by_name, f.added_at as file_at,
  m.name as measure_name, m.unit as measure_unit, m.from_source as measure_source, m.good as measure_good,
  m.baseline_numerator, m.baseline_denominator, m.baseline_on, m.end_numerator, m.end_denominator, m.end_on,
  a.question as audit_question, a.good as audit_good, a.audited as audit_audited
