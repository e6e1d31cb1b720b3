select kind, body, is_private, at, actor, channel, verb, why, state
from board_history
where authority = :authority and record = :record
order by place desc
