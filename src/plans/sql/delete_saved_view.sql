delete from saved_view where authority = :authority and id = :id
