update theme
set position = :position, title = :title, aim = :aim, lead_role = :lead_role, aliases = :aliases, lead_account = :lead_account, version = version + 1
where authority = :authority and id = :id and version = :version and ended_at is null
