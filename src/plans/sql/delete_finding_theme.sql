delete from finding_theme where authority = :authority and finding = :finding and theme = :theme
