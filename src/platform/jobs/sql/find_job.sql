select
-- part: job_columns
from job where id = :id and authority = :authority
