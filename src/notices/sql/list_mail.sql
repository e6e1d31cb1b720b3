select id, purpose, address, name, subject, state, composed_at, attempts, next_attempt, finished_at, last_reply
from mail_outbox
where authority = :authority and (cast(:state as text) is null or state = :state)
order by composed_at desc, id
limit :limit offset :offset
