-- Rows that were legal when the database had come to 0002-people-accounts; of the worked example, or made up.
insert into sign_in_attempt (subject, failures, last_failure) values
  ('a subject', 1, 'a last failure');
insert into authority (id, name, display_name, created, lock_version) values
  ('5mzuzd322tf2d54g', 'Northmere', 'Northmere Council', '2026-11-02T09:00:00.257Z', 1);
insert into account (id, authority, email, email_key, name, disabled, created, lock_version) values
  ('9xg545bsh9qrvtaz', '5mzuzd322tf2d54g', 'administrator@northmere.example', 'administrator@northmere.example', 'Administrator', null, '2026-11-02T09:00:00.257Z', 1);
insert into local_identity (account, password_hash, changed) values
  ('9xg545bsh9qrvtaz', '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2', 'a changed');
insert into role_grant (id, account, authority, role, theme, body, created, ended) values
  ('2o8n8yg27f7gjgab', '9xg545bsh9qrvtaz', '5mzuzd322tf2d54g', 'administrator', null, null, '2026-11-02T09:00:00.257Z', null);
insert into session (id, token_hash, account, authority, address, signed_in, last_seen) values
  ('session000000000', 'sessffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '9xg545bsh9qrvtaz', '5mzuzd322tf2d54g', 'a address', '2026-09-01T09:00:00.000Z', '2026-09-01T09:00:00.000Z');
insert into api_token (id, token_hash, account, authority, name, permissions, created, expires) values
  ('apitoken00000000', 'api_ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '9xg545bsh9qrvtaz', '5mzuzd322tf2d54g', 'a name', 'a permissions', '2026-09-01T09:00:00.000Z', '2026-09-01T09:00:00.000Z');
insert into os_user_binding (os_user, account, created) values
  ('a os user', '9xg545bsh9qrvtaz', '2026-09-01T09:00:00.000Z');
insert into one_time_link (token_hash, account, created, expires, used) values
  ('afb1931f2acb019deb8a1e233471166eb4bd158dfe800e2a780e6065cd29a5a9', '9xg545bsh9qrvtaz', '2026-11-02T09:00:00.257Z', '2026-11-05T09:00:00.257Z', null);
