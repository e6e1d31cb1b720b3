-- Rows that were legal when the database had come to 0018-governance-decisions; of the worked example, or made up.
insert into decision_settings (authority, call_in_days, record_days, key_pence, key_wards, who_may_call_in, version) values
  ('5mzuzd322tf2d54g', 1, 1, 1, 1, 'a who may call in', 1);
insert into planned_decision (id, authority, number, body, decided_by, title, public_title, day, is_key, is_private, exempt_paragraph, no_call_in, days, open_fields, fields, withdrawn_why, made_at, changed_at, version) values
  ('planneddecision0', '5mzuzd322tf2d54g', 1, '29aqrmw5yv3f6xp5', 'a decided by', 'a title', 'a public title', '2026-09-01', 0, 0, 'a exempt paragraph', 0, 'a days', 'a open fields', '{}', 'a withdrawn why', '2026-09-01T09:00:00.000Z', '2026-09-01T09:00:00.000Z', 1);
