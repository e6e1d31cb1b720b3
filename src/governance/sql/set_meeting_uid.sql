update meeting set uid = :uid where authority = :authority and id = :id
