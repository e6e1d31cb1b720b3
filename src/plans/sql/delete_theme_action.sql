delete from theme_action where authority = :authority and theme = :theme and action = :action
