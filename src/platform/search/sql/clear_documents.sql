delete from search_document where authority = :authority
