select id, number, title from plan_record where authority = :authority and kind = :kind and ended_at is null order by number
