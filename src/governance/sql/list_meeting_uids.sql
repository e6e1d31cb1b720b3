select id, uid from meeting where authority = :authority and body = :body and uid is not null
