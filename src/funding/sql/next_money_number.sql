select coalesce(max(number), 0) + 1 as number from money_record where authority = :authority and kind = :kind
