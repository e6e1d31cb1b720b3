#pragma once

#include <span>

#include "platform/db/connection.h"

namespace gt::db {

/// See Database::migrate.
Result<int> apply_migrations(Connection& connection, std::span<Migration const> migrations);
/// See Database::is_current.
bool are_applied(Connection& connection, std::span<Migration const> migrations);

}  // namespace gt::db
