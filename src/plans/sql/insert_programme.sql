insert into programme (id, authority, title, vision, target, start_date, predecessor, brag_variant, dates_agreed_by, version)
values (:id, :authority, :title, :vision, :target, :start_date, :predecessor, :brag_variant, :dates_agreed_by, 1)
