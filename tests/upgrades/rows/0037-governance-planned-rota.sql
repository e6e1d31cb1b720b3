-- Rows that were legal when the database had come to 0037-governance-planned-rota; made up.
insert into rota_planned (authority, body, problem, plan, planned_at) values
  ('5mzuzd322tf2d54g', 'b2m7k4x9t3v8q6da', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', '{"looks":[]}', '2026-11-02T09:00:00.257Z');
