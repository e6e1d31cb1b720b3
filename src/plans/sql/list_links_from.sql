select from_kind, from_id, relation, to_kind, to_id
from thread_link
where authority = :authority and from_id = :id
order by to_kind, to_id
