update finding set title = :title, text = :text, page = :page, paragraph = :paragraph, version = version + 1
where authority = :authority and id = :id and version = :version
