-- Rows that were legal when the database had come to 0012-notices-comments-mail-and-calendar; of the worked example, or made up.
insert into digest_item (authority, account, item_key, mail, told_at) values
  ('5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'a item key', 'a mail', '2026-09-01T09:00:00.000Z');
insert into digest_progress (authority, account, last_slot, read_until) values
  ('5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'a last slot', 'a read until');
insert into record_comment (id, authority, record, record_kind, record_title, body, written_by, written_by_name, written_at, withdrawn_by_name, withdrawn_why, version) values
  ('recordcomment000', '5mzuzd322tf2d54g', 'a record', 'a record kind', 'a record title', 'a body', '9xg545bsh9qrvtaz', 'a written by name', '2026-09-01T09:00:00.000Z', 'a withdrawn by name', 'a withdrawn why', 1);
insert into calendar_feed (id, authority, account, token_hash, scope, theme, created_at) values
  ('calendarfeed0000', '5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'caleffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'a scope', 'a theme', '2026-09-01T09:00:00.000Z');
insert into comment_mention (comment, account, authority, name, is_picked, mentioned_at) values
  ('recordcomment000', '9xg545bsh9qrvtaz', '5mzuzd322tf2d54g', 'a name', 1, '2026-09-01T09:00:00.000Z');
insert into digest_setting (authority, account, frequency, hour, weekday, version) values
  ('5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'a frequency', 1, 1, 1);
insert into comment_wording (comment, number, authority, body, written_at) values
  ('recordcomment000', 1, '5mzuzd322tf2d54g', 'a body', '2026-09-01T09:00:00.000Z');
insert into mail_outbox (id, authority, account, purpose, address, name, subject, message_id, body, html, read_from, state, composed_at, attempts, next_attempt, give_up_at, lease, last_reply) values
  ('mailoutbox000000', '5mzuzd322tf2d54g', '9xg545bsh9qrvtaz', 'a purpose', 'a address', 'a name', 'a subject', 'a message id', 'a body', 'a html', 'a read from', 'a state', '2026-09-01T09:00:00.000Z', 1, 'a next attempt', '2026-09-01T09:00:00.000Z', 'a lease', 'a last reply');
