insert into mail_outbox (id, authority, account, purpose, address, name, subject, message_id, body, html, read_from, state,
  composed_at, attempts, next_attempt, give_up_at, lease, lease_until, handed_over, finished_at, last_reply)
values (:id, :authority, :account, :purpose, :address, :name, :subject, :message_id, :body, :html, :read_from, 'waiting',
  :composed_at, 0, :composed_at, :give_up_at, '', null, null, null, '')
