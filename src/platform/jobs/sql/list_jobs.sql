select
-- part: job_columns
-- part: visible_jobs
order by asked_at desc, id desc limit :limit offset :offset
