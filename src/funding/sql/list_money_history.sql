select at, account, actor, channel, verb, why, state
from money_history
where authority = :authority and record = :record
order by place desc
