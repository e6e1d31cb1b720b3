select sequence, kind, record, title, at, account, actor, channel, verb, why, state
from record_history
where authority = :authority and area = :area and record = :record
order by sequence desc
