select coalesce(max(number), 0) + 1 as number from plan_version where authority = :authority
