select id, purpose, address, name, subject, state, composed_at, attempts, next_attempt, finished_at, last_reply
from mail_outbox
where account = :account and authority = :authority
order by composed_at desc, id
limit :limit
