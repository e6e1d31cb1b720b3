select coalesce(max(number), 0) + 1 as number from board_record where authority = :authority and kind = :kind
