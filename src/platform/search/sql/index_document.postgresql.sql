-- folded_rest begins with a word of its own, so that no phrase reaches over from the title.
update search_document
set words = setweight(to_tsvector('simple', :folded_title), 'A') || to_tsvector('simple', :folded_rest)
where authority = :authority and number = :number
