insert into theme (id, authority, position, title, aim, lead_role, aliases, lead_account, ended_at, version)
values (:id, :authority, :position, :title, :aim, :lead_role, :aliases, :lead_account, null, 1)
