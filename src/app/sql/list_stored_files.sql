-- Every use of a stored file, of every council, for backups and the doctor. A table that names files belongs here.
select document_hash as hash, 'an inspection report that waits to be confirmed' as kept_by, id as record from inspection_reading
union all
select document_hash, 'an inspection report', id from inspection
union all
select hash, 'a piece of evidence', evidence from evidence_file
union all
select document_hash, 'a tracker that was brought in', id from tracker_import
union all
select hash, 'a meeting paper', paper from meeting_paper_file
union all
select document_hash, 'a finance file that was brought in', id from ledger_import
union all
select file_hash, 'a file that a job reads', id from job where file_hash <> '' and state <> 'done'
