select
-- part: pid_columns
where p.authority = :authority and r.ended_at is null
order by r.number
