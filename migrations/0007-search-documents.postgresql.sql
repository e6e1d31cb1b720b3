-- Without fastupdate: a list of what is not yet in the index would have to be read by every search.
alter table search_document add column words tsvector;
create index search_document_words on search_document using gin (words) with (fastupdate = off);
