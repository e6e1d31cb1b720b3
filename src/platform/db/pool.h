#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/connection.h"

namespace gt::db {

/// The connections of one database and the queue of its writers.
class Pool {
 public:
  Pool(Location const& location, int connections);
  ~Pool();
  Pool(Pool const&) = delete;
  Pool& operator=(Pool const&) = delete;

  /// A connection nobody else has; waits for one. Throws DatabaseError after 30 seconds, which means that operations
  /// hold connections while they wait for others.
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

  /// SQLite has one writer at a time and its waiting is a matter of luck (it sleeps and tries again), so the writers of
  /// this process queue here in order. PostgreSQL queues by itself. Throws DatabaseError after 30 seconds.
  void await_turn();
  void end_turn();

 private:
  std::mutex mutex_;
  std::condition_variable connection_free_;
  std::vector<std::unique_ptr<Connection>> free_;

  std::condition_variable turn_ended_;
  std::vector<std::uint64_t> waiting_;
  std::uint64_t next_ticket_ = 0;
  bool writing_ = false;
};

}  // namespace gt::db
