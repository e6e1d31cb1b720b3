-- Rows that were legal when the database had come to 0011-plans-lists; of the worked example, or made up.
insert into saved_view (id, authority, account, account_name, name, query, is_shared, version) values
  ('savedview0000000', '5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'a account name', 'a name', '{}', 1, 1);
insert into default_view (authority, account, view) values
  ('5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'savedview0000000');
