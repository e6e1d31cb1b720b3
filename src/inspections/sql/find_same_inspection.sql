select id, authority_name, inspection_start, confirmed_at
from inspection
where authority = :authority and kind = :kind and authority_name = :authority_name and inspection_start = :inspection_start
