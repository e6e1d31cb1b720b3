select kind, id from search_document where authority = :authority order by kind, id
