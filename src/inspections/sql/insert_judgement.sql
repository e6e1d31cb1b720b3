insert into judgement (id, authority, inspection, position, category, grade, body)
values (:id, :authority, :inspection, :position, :category, :grade, :body)
