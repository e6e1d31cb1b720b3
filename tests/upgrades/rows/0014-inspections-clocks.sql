-- Rows that were legal when the database had come to 0014-inspections-clocks; of the worked example, or made up.
insert into inspection_clock (inspection, clock, authority, duty, done_on, accepted_on, note, version) values
  ('ynozbee3j5evfasr', 'report-publication', '5mzuzd322tf2d54g', 'required', '2025-09-05', null, '', 1);
