select coalesce(max(number), 0) + 1 as number from meeting_paper where authority = :authority and meeting = :meeting
