insert into account (id, authority, email, email_key, name, created, lock_version)
values (:id, :home, :email, :email_key, :name, :created, 1)
