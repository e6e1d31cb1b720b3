update saved_view set name = :name, query = :query, is_shared = :is_shared, version = version + 1
where authority = :authority and id = :id and version = :version
