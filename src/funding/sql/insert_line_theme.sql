insert into line_theme (authority, line, theme, share) values (:authority, :line, :theme, :share)
