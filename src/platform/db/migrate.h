#pragma once

#include <span>
#include <string>

#include "platform/db/connection.h"

namespace gt::db {

/// See Database::migrate.
Result<int> apply_migrations(Connection& connection, std::span<Migration const> migrations);
/// Of its text on the engine, as `schema_migration` keeps it.
std::string migration_hash(Migration const& migration, Engine engine);
/// See Database::is_current.
bool are_applied(Connection& connection, std::span<Migration const> migrations);

}  // namespace gt::db
