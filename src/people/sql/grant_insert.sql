insert into role_grant (id, account, authority, role, theme, body, created)
values (:id, :account, :at, :role, :theme, :body, :created)
