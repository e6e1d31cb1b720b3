-- Links from several things down to themes and projects.
select l.from_kind as from_kind, l.from_id as from_id, l.relation as relation, l.to_kind as to_kind, l.to_id as to_id
from json_each(:ids) as asked
cross join thread_link l
where l.authority = :authority and l.from_id = asked.key and l.to_kind in ('theme', 'project')
