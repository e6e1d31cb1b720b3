-- Newest first; what was withdrawn waits for nobody.
select c.id as comment, c.record as record, c.written_by_name as by_name, m.mentioned_at as at
from comment_mention m
join record_comment c on c.id = m.comment and c.authority = :authority and c.withdrawn_at is null
where m.authority = :authority and m.account = :account and m.read_at is null
order by m.mentioned_at desc, c.id
limit :limit
