select id, authority_name, inspection_start, confirmed_at
from inspection
where authority = :authority and kind = :kind and authority_name = :authority_name and coalesce(inspection_start, when_printed) = coalesce(cast(:inspection_start as text), cast(:when_printed as text))
