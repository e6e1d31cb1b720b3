select number as file_number, hash as file_hash, name as file_name, size as file_size, media_type as file_type,
  added_by as file_by, added_by_name as file_by_name, added_at as file_at
from evidence_file
where authority = :authority and evidence = :evidence
order by number desc
