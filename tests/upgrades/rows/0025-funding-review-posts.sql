-- Rows that were legal when the database had come to 0025-funding-review-posts; of the worked example, or made up.
insert into review_post (authority, review, place, post, title, step, becomes, decided_by, decided_on, pays, why) values
  ('5mzuzd322tf2d54g', '263tpdw2szfc9xjr', 1, '263tpdw2szfc9xjr', 'a title', 'a step', 'a becomes', 'a decided by', '2026-09-01', 'a pays', 'a why');
