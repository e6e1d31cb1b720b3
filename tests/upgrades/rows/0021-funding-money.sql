-- Rows that were legal when the database had come to 0021-funding-money; of the worked example, or made up.
insert into money_settings (authority, second_person_above, version) values
  ('5mzuzd322tf2d54g', 1, 1);
insert into money_history (id, authority, record, place, kind, at, account, actor, channel, verb, why, state) values
  ('v2aeovuwcfrt2n5y', '5mzuzd322tf2d54g', '3bay8nf93hp3yo4m', 1, 'fund', '2026-11-02T09:00:00.810Z', 'hjarhre6mpkqq5y2', 'Programme manager', 'command line', 'added', '', '{"fund_kind":"corporate one-off","gives_back":"Whatever is not spent by the end returns to the reserve.","held_by":"The council’s corporate finance","id":"3bay8nf93hp3yo4m","kind":"fund","number":1,"rule":"No pressure on the service’s own budget.","title":"Corporate transformation reserve","version":1}');
insert into money_record (id, authority, kind, number, title, parent, fund, approval, line, refers, amount, state, fields, ended_at, version) values
  ('263tpdw2szfc9xjr', '5mzuzd322tf2d54g', 'ledger', 1, 'General ledger, programme codes', null, null, null, null, null, null, '', '{"held_by":"Finance partner"}', null, 1);
insert into money_record (id, authority, kind, number, title, parent, fund, approval, line, refers, amount, state, fields, ended_at, version) values
  ('akhzbxo39g2qvdq3', '5mzuzd322tf2d54g', 'cost line', 1, 'Family therapists, 5 posts, and training', 'r7wk2fds26tg553k', '3bay8nf93hp3yo4m', 'wd2j8npcrwo3dn2a', 'akhzbxo39g2qvdq3', null, 38600000, '', '{"amount":"386000.00","from":"2026-06-05","line_kind":"post","on_costs":"included","purpose":"Systemic support for teams, and training of supervisors.","recurrence":"one-off","until":"2027-03-12"}', null, 2);
insert into money_record (id, authority, kind, number, title, parent, fund, approval, line, refers, amount, state, fields, ended_at, version) values
  ('7qgocj5zezcwx8ro', '5mzuzd322tf2d54g', 'cost line', 3, 'Group manager, backfill', 'y5486xv5a9ndk4z6', '3bay8nf93hp3yo4m', 'wd2j8npcrwo3dn2a', '7qgocj5zezcwx8ro', null, 8600000, '', '{"amount":"86000.00","from":"2026-01-06","line_kind":"backfill","on_costs":"included","purpose":"Covers the manager who leads quality assurance.","recurrence":"one-off","until":"2027-03-12"}', null, 2);
insert into money_record (id, authority, kind, number, title, parent, fund, approval, line, refers, amount, state, fields, ended_at, version) values
  ('3bay8nf93hp3yo4m', '5mzuzd322tf2d54g', 'fund', 1, 'Corporate transformation reserve', null, '3bay8nf93hp3yo4m', null, null, null, null, '', '{"fund_kind":"corporate one-off","gives_back":"Whatever is not spent by the end returns to the reserve.","held_by":"The council’s corporate finance","rule":"No pressure on the service’s own budget."}', null, 1);
insert into profile_month (authority, line, month, pence) values
  ('5mzuzd322tf2d54g', 'akhzbxo39g2qvdq3', 24317, 2706647);
insert into profile_version (id, authority, line, number, at, account, actor, agreed_by, why) values
  ('7o2do9b2bj65hr6b', '5mzuzd322tf2d54g', 'akhzbxo39g2qvdq3', 1, '2026-11-02T09:00:00.817Z', 'hjarhre6mpkqq5y2', 'Programme manager', '', '');
insert into profile_year (authority, fund, line, year, pence) values
  ('5mzuzd322tf2d54g', '3bay8nf93hp3yo4m', 'akhzbxo39g2qvdq3', 2026, 28900000);
insert into line_theme (authority, line, theme, share) values
  ('5mzuzd322tf2d54g', 'akhzbxo39g2qvdq3', 'sfg4fozye8unhsgn', null);
insert into profile_change (authority, version, line, month, pence) values
  ('5mzuzd322tf2d54g', '7o2do9b2bj65hr6b', 'akhzbxo39g2qvdq3', 24317, 3615106);
