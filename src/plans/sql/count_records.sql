select count(*) as records from plan_record where authority = :authority and ended_at is null
