select sequence, kind, record, title, at, account, actor, channel, verb, why, state
from plan_history
where authority = :authority and record = :record
order by sequence desc
