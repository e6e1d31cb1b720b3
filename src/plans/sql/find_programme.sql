select id, title, vision, target, start_date, predecessor, brag_variant, dates_agreed_by, version from programme where authority = :authority
