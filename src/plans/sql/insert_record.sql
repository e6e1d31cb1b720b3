insert into plan_record (id, authority, kind, number, title, parent, owner_account, due, fields, ended_at, version)
values (:id, :authority, :kind, :number, :title, :parent, :owner, :due, :fields, null, 1)
