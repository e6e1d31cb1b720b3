-- What shows any of several things.
select distinct l.to_id as evidence
from json_each(:ids) as asked
cross join thread_link l
where l.authority = :authority and l.from_id = asked.key and l.to_kind = 'evidence'
