select count(*) as standing, max(written_at) as last_at
from record_comment where record = :record and authority = :authority and withdrawn_at is null
