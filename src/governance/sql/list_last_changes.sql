select h.record as record, max(h.at) as at
from json_each(:ids) as asked
cross join board_history h
where h.record = asked.key and h.authority = :authority
group by h.record
