-- The next one to send, oldest first.
select id, account, purpose, address, name, subject, message_id, body, html, read_from, composed_at, attempts, give_up_at
from mail_outbox
where authority = :authority and state = 'waiting' and next_attempt <= :now
order by next_attempt, id
limit 1
