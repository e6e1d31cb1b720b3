select
-- part: pid_columns
where p.authority = :authority and p.project = :project
