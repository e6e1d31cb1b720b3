insert into theme (id, authority, position, title, aim, lead_role, aliases, ended_at, version)
values (:id, :authority, :position, :title, :aim, :lead_role, :aliases, null, 1)
