insert into board_record (id, authority, kind, number, title, parent, body, meeting, item, subject, owner, due, made_on,
  answered_on,  state, is_private, fields, ended_at, version)
values (:id, :authority, :kind, :number, :title, :parent, :body, :meeting, :item, :subject, :owner, :due, :made_on,
  :answered_on,  :state, :is_private, :fields, null, 1)
