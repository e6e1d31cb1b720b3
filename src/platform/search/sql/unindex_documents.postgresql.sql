update search_document
set words = null
where authority = :authority
  and (cast(:kind as text) is null or kind = :kind)
  and (cast(:id as text) is null or id = :id)
