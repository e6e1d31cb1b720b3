select finding, theme from finding_theme where authority = :authority
