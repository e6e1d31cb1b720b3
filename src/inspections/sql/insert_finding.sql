insert into finding (id, authority, inspection, position, number, title, text, original_text, priority, topic, timescale, tags, body, page, paragraph, version)
values (:id, :authority, :inspection, :position, :number, :title, :text, :original_text, :priority, :topic, :timescale, :tags, :body, :page, :paragraph, 1)
