delete from line_theme where authority = :authority and line = :line
