select coalesce(max(number), 0) + 1 as number from meeting where authority = :authority and body = :body
