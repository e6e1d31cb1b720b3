-- Rows that were legal when the database had come to 0013-plans-highlights; of the worked example, or made up.
insert into highlight_report (id, authority, theme, number, period_from, period_to, document, content_hash, note, issued_at, account, actor) values
  ('highlightreport0', '5mzuzd322tf2d54g', 'a theme', 1, 'a period from', 'a period to', '{}', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', 'a note', '2026-09-01T09:00:00.000Z', '9xg545bsh9qrvtaz', 'a actor');
