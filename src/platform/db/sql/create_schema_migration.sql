create table if not exists schema_migration (
  name text primary key,
  applied_at text not null,
  sha256 text not null
)
