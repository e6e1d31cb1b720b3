insert into meeting_paper_file (paper, number, authority, hash, name, size, media_type, added_by, added_by_name, added_at)
values (:paper, :number, :authority, :hash, :name, :size, :media_type, :added_by, :added_by_name, :added_at)
