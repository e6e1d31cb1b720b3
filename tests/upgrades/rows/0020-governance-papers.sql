-- Rows that were legal when the database had come to 0020-governance-papers; of the worked example, or made up.
insert into meeting_paper (id, authority, meeting, number, title, is_private, exempt_paragraph, public_interest, file_version, version) values
  ('meetingpaper0000', '5mzuzd322tf2d54g', 'pr87g6v3mk7rdyfb', 1, 'a title', 0, 'a exempt paragraph', 'a public interest', 1, 1);
insert into meeting_paper_file (paper, number, authority, hash, name, size, media_type, added_by, added_by_name, added_at) values
  ('meetingpaper0000', 1, '5mzuzd322tf2d54g', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', 'a name', 1, 'a media type', '9xg545bsh9qrvtaz', 'a added by name', '2026-09-01T09:00:00.000Z');
