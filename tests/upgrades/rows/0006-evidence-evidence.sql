-- Rows that were legal when the database had come to 0006-evidence-evidence; of the worked example, or made up.
insert into evidence (id, authority, number, title, source, voice, rung, dated, period_from, period_to, shows, expires, address, file_version, review, reviewed_by, reviewed_by_name, reviewed_at, review_note, is_restricted, added_by, added_by_name, added_at, changed_by, changed_by_name, ended_at, version) values
  ('zk7vhve4beqnt5s5', '5mzuzd322tf2d54g', 1, 'Agreed by the board after trials with 22 families in East', 'observation', null, 'output', '2026-04-02', null, null, 'Agreed by the board after trials with 22 families in East. Nineteen said it was clearer than their old plan.', '2027-05-01', '', null, 'unreviewed', null, null, null, '', 0, 'hjarhre6mpkqq5y2', 'Programme manager', '2026-11-02T09:00:00.650Z', 'hjarhre6mpkqq5y2', 'Programme manager', null, 1);
insert into evidence_audit (evidence, authority, question, good, audited) values
  ('zk7vhve4beqnt5s5', '5mzuzd322tf2d54g', 'a question', 1, 1);
insert into evidence_measure (evidence, authority, name, unit, from_source, good) values
  ('zk7vhve4beqnt5s5', '5mzuzd322tf2d54g', 'a name', 'a unit', 'a from source', 'a good');
insert into evidence_file (evidence, number, authority, hash, name, size, media_type, added_by, added_by_name, added_at) values
  ('zk7vhve4beqnt5s5', 1, '5mzuzd322tf2d54g', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', 'a name', 1, 'a media type', '9xg545bsh9qrvtaz', 'a added by name', '2026-09-01T09:00:00.000Z');
