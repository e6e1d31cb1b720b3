update search_document set words = null where authority = :authority and kind = :kind and id = :id
