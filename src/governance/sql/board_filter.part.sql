-- The records of a register that a filter and the reader's sight let through; of board_record as r.
r.authority = :authority and r.ended_at is null
  and (cast(:kind as text) is null or r.kind = :kind)
  and (cast(:body as text) is null or r.body = :body)
  and (cast(:meeting as text) is null or r.meeting = :meeting)
  and (cast(:item as text) is null or r.item = :item)
  and (cast(:subject as text) is null or r.subject = :subject)
  and (cast(:parent as text) is null or r.parent = :parent)
  and (cast(:theme as text) is null or r.fields like '%"theme":"' || :theme || '"%')
  and (cast(:owner as text) is null or r.owner = :owner)
  and (cast(:state as text) is null or r.state = :state)
  and (cast(:due_before as text) is null or r.due < :due_before)
  and (cast(:words as text) is null or lower(r.title) like :words escape '\')
  and (r.is_private = 0 or cast(:sees_all as bigint) = 1 or cast(:sees_bodies as text) like '%' || r.body || '%')
