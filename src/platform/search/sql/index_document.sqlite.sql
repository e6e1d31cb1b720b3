insert into search_index (rowid, authority, folded_title, folded_rest)
values (:number, :authority, :folded_title, :folded_rest)
