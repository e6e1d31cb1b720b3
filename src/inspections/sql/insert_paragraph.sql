insert into report_paragraph (id, authority, inspection, position, number, section, page, text)
values (:id, :authority, :inspection, :position, :number, :section, :page, :text)
