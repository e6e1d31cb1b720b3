-- Links from anything down to several things.
select l.from_kind as from_kind, l.from_id as from_id, l.relation as relation, l.to_kind as to_kind, l.to_id as to_id
from json_each(:ids) as asked
cross join thread_link l
where l.authority = :authority and l.to_id = asked.key
order by l.from_kind, l.from_id, l.to_id
