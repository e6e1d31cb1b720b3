-- Rows that were legal when the database had come to 0039-history-states; made up.
insert into record_history (authority, area, sequence, kind, record, title, at, account, actor, channel, verb, why, state) values
  ('5mzuzd322tf2d54g', 'evidence', 1, 'evidence', 'k3vq7wtn5x2mzb4d', 'Supervision policy', '2026-11-02T09:00:00.000Z', 'hjarhre6mpkqq5y2', 'Programme manager', 'page', 'added', '', '{"title":"Supervision policy"}'),
  ('5mzuzd322tf2d54g', 'evidence', 2, 'evidence', 'k3vq7wtn5x2mzb4d', 'Supervision policy', '2026-11-03T09:00:00.000Z', 'hjarhre6mpkqq5y2', 'Programme manager', 'api', 'ended', 'Brought twice', null);
