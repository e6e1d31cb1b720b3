select coalesce(max(number), 0) + 1 as number from planned_decision where authority = :authority
