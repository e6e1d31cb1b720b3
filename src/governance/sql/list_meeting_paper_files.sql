select number, hash, name, size, media_type, added_by, added_by_name, added_at
from meeting_paper_file where authority = :authority and paper = :paper order by number desc
