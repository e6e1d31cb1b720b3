select theme, action from theme_action where authority = :authority
