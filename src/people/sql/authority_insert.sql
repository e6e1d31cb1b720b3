insert into authority (id, name, display_name, created, lock_version)
values (:id, :name, :display_name, :created, 1)
