delete from search_document where authority = :authority and kind = :kind and id = :id
