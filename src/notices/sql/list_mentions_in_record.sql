select m.comment as comment, m.account as account, m.name as name, m.is_picked as is_picked, m.read_at as read_at
from comment_mention m
join record_comment c on c.id = m.comment and c.authority = :authority
where m.authority = :authority and c.record = :record
order by m.comment, lower(m.name), m.account
