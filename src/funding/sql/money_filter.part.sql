-- Of money_record as r, what has not ended and a filter lets through.
r.authority = :authority and r.ended_at is null
  and (cast(:kind as text) is null or r.kind = :kind)
  and (cast(:inside as text) is null or r.parent = :inside)
  and (cast(:fund as text) is null or r.fund = :fund)
  and (cast(:approval as text) is null or r.approval = :approval)
  and (cast(:line as text) is null or r.line = :line)
  and (cast(:refers as text) is null or r.refers = :refers)
  and (cast(:state as text) is null or r.state = :state)
  and (cast(:words as text) is null or lower(r.title) like :words escape '\')
