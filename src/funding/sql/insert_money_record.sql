insert into money_record (id, authority, kind, number, title, parent, fund, approval, line, refers, amount, state, fields,
  ended_at, version)
values (:id, :authority, :kind, :number, :title, :parent, :fund, :approval, :line, :refers, :amount, :state, :fields, null, 1)
