update programme
set title = :title, vision = :vision, target = :target, start_date = :start_date, version = version + 1
where authority = :authority and version = :version
