-- Before the row changes: the index needs the words it was given.
insert into search_index (search_index, rowid, authority, folded_title, folded_rest)
select 'delete', number, authority, folded_title, folded_rest
from search_document
where authority = :authority and kind = :kind and id = :id
