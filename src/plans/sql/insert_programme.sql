insert into programme (id, authority, title, vision, target, start_date, version)
values (:id, :authority, :title, :vision, :target, :start_date, 1)
