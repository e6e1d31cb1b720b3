-- Rows that were legal when the database had come to 0008-plans-tracker; of the worked example, or made up.
insert into tracker_import (id, authority, document_hash, document_name, reading, choices, compared, state, created_at, created_by, created_by_name) values
  ('trackerimport000', '5mzuzd322tf2d54g', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', 'a document name', '{}', '{}', '{}', 'a state', '2026-09-01T09:00:00.000Z', '9xg545bsh9qrvtaz', 'a created by name');
insert into tracker_mapping (authority, mapping) values
  ('5mzuzd322tf2d54g', 'a mapping');
