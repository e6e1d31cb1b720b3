-- Before the rows change: the index needs the words it was given.
insert into search_index (search_index, rowid, authority, folded_title, folded_rest)
select 'delete', number, authority, folded_title, folded_rest
from search_document
where authority = :authority
  and (cast(:kind as text) is null or kind = :kind)
  and (cast(:id as text) is null or id = :id)
