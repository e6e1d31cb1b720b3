select cast(coalesce(max(number), 0) + 1 as bigint) as number from evidence where authority = :authority
