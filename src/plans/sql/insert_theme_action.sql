insert into theme_action (authority, theme, action) values (:authority, :theme, :action)
on conflict (theme, action) do nothing
