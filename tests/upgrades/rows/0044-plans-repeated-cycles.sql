-- Rows that were legal when the database had come to 0044-plans-repeated-cycles; made up.
insert into update_repeat (authority, every, first_title, first_opened_on, first_due, set_on, set_by, set_by_name, version) values
  ('5mzuzd322tf2d54g', 'month', 'November 2026', '2026-11-02', '2026-11-30', '2026-11-03', 'hjarhre6mpkqq5y2', 'Programme manager', 1);
