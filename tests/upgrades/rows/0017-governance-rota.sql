-- Rows that were legal when the database had come to 0017-governance-rota; of the worked example, or made up.
insert into rota_mark (id, authority, body, kind, theme, why, made_at, made_by, version) values
  ('rotamark00000000', '5mzuzd322tf2d54g', '29aqrmw5yv3f6xp5', 'a kind', 'a theme', 'a why', '2026-09-01T09:00:00.000Z', 'a made by', 1);
insert into rota_rules (id, authority, body, number, in_force_from, themes_a_meeting, every_is, red_is, asked_is, odd_slot, importance, why, made_at, made_by) values
  ('rotarules0000000', '5mzuzd322tf2d54g', '29aqrmw5yv3f6xp5', 1, 'a in force from', 1, 'a every is', 'a red is', 'a asked is', 'a odd slot', 'a importance', 'a why', '2026-09-01T09:00:00.000Z', 'a made by');
