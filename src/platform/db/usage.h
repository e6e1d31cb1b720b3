#pragma once

#include <chrono>
#include <cstdint>

namespace gt::db {

/// How this process uses its connections to the database, over all of its pools; for whoever watches it.
struct PoolUsage {
  std::int64_t connections = 0;
  std::int64_t in_use = 0;
  std::int64_t waiting = 0;          ///< for a connection, now
  std::int64_t writers_waiting = 0;  ///< for their turn to change, now; on SQLite only, PostgreSQL queues by itself
  std::int64_t waits = 0;            ///< for a connection or a turn, ever
  std::chrono::microseconds waited{};
};
PoolUsage pool_usage();

}  // namespace gt::db
