delete from agenda_item where authority = :authority and id = :id and version = :version
