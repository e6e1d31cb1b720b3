insert into schema_migration (name, applied_at, sha256)
values (:name, :applied_at, :sha256)
