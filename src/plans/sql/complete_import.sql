update tracker_import set state = 'done', outcome = :outcome
where authority = :authority and id = :id and state = 'waiting'
