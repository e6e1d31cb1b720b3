select from_kind, from_id, relation, to_kind, to_id
from thread_link
where authority = :authority and to_id = :id
order by from_kind, from_id
