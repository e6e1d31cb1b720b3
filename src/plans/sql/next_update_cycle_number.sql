select coalesce(max(number), 0) + 1 as number from update_cycle where authority = :authority
