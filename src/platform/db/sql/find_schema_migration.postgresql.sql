select cast(tablename as text) as name from pg_tables where schemaname = current_schema() and tablename = 'schema_migration'
