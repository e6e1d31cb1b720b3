delete from board_link where authority = :authority and record = :record
