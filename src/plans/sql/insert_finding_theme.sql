insert into finding_theme (authority, finding, theme) values (:authority, :finding, :theme)
on conflict (finding, theme) do nothing
