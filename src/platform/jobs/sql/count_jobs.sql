select count(*) as jobs
-- part: visible_jobs
