-- The index keeps no text of its own: platform/search takes a row out with the words it was put in with. The council's id
-- is one of them, so that a search never walks through other councils' rows.
create virtual table search_index using fts5 (
  authority, folded_title, folded_rest,
  content = 'search_document', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);
