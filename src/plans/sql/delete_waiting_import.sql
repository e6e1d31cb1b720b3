delete from tracker_import where authority = :authority and id = :id and state = 'waiting'
