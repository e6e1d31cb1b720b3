-- Rows that were legal when the database had come to 0004-plans-plan; of the worked example, or made up.
insert into theme (id, authority, position, title, aim, lead_role, aliases, ended_at, version) values
  ('b8thvjxvcwqdo3xf', '5mzuzd322tf2d54g', 1, 'Planning', 'Every plan says in plain words what must change, who will help and by when, and starts from the child’s history.', 'Head of front door and assessment', '["Assessment and planning"]', null, 1);
insert into programme (id, authority, title, vision, target, start_date, version) values
  ('j3heg2262sm7x53z', '5mzuzd322tf2d54g', 'Northmere children’s services improvement programme', 'Every child in Northmere has a worker who knows them, a plan that their family understands, and adults who do what they said they would do.', 'Good for leaders, for help and protection and for care leavers at the next inspection, and outstanding for children in care.', '2025-09-15', 1);
insert into finding_theme (authority, finding, theme) values
  ('5mzuzd322tf2d54g', 'b4kovnoff8fq4ydv', 'b8thvjxvcwqdo3xf');
insert into plan_action (id, authority, number, title, owner_role, start_date, first_due, due, status, note, done_on, ended_at, version) values
  ('6wutw29zeby3fznf', '5mzuzd322tf2d54g', 1, 'Agree with parents and partners one plan template with four headings: what must change, who helps, by when, and what happens if it does not', 'Head of front door and assessment', '2026-01-06', '2026-04-06', '2026-04-06', 'in progress', 'Agreed by the board after trials with 22 families in East. Nineteen said it was clearer than their old plan.', '2026-04-02', null, 2);
insert into finding_action (authority, finding, action) values
  ('5mzuzd322tf2d54g', 'b4kovnoff8fq4ydv', '6wutw29zeby3fznf');
insert into theme_action (authority, theme, action) values
  ('5mzuzd322tf2d54g', 'b8thvjxvcwqdo3xf', '6wutw29zeby3fznf');
