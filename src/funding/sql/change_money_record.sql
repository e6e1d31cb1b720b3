update money_record set title = :title, parent = :parent, fund = :fund, approval = :approval, line = :line, refers = :refers,
  amount = :amount, state = :state, fields = :fields, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
