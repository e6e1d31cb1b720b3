update plan_record
set title = :title, parent = :parent, owner_account = :owner, due = :due, fields = :fields, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
