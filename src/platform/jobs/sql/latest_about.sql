select
-- part: job_columns
from job where about = :about and authority = :authority
order by asked_at desc, id desc limit 1
