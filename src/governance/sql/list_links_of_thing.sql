select record, kind, on_day from board_link where authority = :authority and thing = :thing
order by on_day desc, record limit :limit
