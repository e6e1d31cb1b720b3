update finding set title = :title, text = :text, version = version + 1
where authority = :authority and id = :id and version = :version
