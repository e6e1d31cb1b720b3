select from_kind, from_id, relation, to_kind, to_id
from thread_link
where authority = :authority and from_kind = :from_kind and to_kind = :to_kind
order by from_id, to_id
