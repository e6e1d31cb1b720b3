-- Rows that were legal when the database had come to 0042-plans-tracker-answers; made up.
insert into tracker_answer (authority, layout, about, field, typed, answer, answered_at, answered_by, answered_by_name) values
  ('5mzuzd322tf2d54g', '5e8f', 'sup-01', 'due', 'apr-27', '2027-04-30', '2026-11-02T09:00:00.000Z', 'hjarhre6mpkqq5y2', 'Programme manager'),
  ('5mzuzd322tf2d54g', '5e8f', 'train managers', 'start', 'ongoing', 'no date yet', '2026-11-03T09:00:00.000Z', 'hjarhre6mpkqq5y2', 'Programme manager');
