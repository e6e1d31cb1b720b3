select id, account, authority, address, signed_in, last_seen
from session
where account = :account and ended is null and last_seen > :seen_after and signed_in > :signed_in_after
order by last_seen desc, id
