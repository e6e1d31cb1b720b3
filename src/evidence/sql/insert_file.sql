insert into evidence_file (evidence, number, authority, hash, name, size, media_type, added_by, added_by_name, added_at)
values (:evidence, :number, :authority, :hash, :name, :size, :media_type, :added_by, :added_by_name, :added_at)
