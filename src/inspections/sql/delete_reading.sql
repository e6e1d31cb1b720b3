delete from inspection_reading where authority = :authority and id = :id
