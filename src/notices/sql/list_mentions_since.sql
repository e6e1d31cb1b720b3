select c.id as comment, c.record as record
from comment_mention m
join record_comment c on c.id = m.comment and c.authority = :authority and c.withdrawn_at is null
where m.authority = :authority and m.account = :account and m.read_at is null and m.mentioned_at >= :since
order by m.mentioned_at, c.id
