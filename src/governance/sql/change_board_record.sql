update board_record set title = :title, parent = :parent, body = :body, meeting = :meeting, item = :item,
  subject = :subject, owner = :owner, due = :due, made_on = :made_on, answered_on = :answered_on, state = :state, is_private = :is_private,
  fields = :fields, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
