select id, title, vision, target, start_date, version from programme where authority = :authority
