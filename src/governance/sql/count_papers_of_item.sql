select count(*) as papers from meeting_paper where authority = :authority and item = :item and ended_at is null
