#include "platform/db/pool.h"

#include <algorithm>
#include <chrono>

namespace gt::db {

namespace {
constexpr std::chrono::seconds longest_wait{30};
}

Pool::Pool(Location const& location, int connections) {
  for (int i = 0; i < connections; ++i) free_.push_back(std::make_unique<Connection>(location));
}

std::unique_ptr<Connection> Pool::take() {
  std::unique_lock lock{mutex_};
  if (!connection_free_.wait_for(lock, longest_wait, [this] { return !free_.empty(); }))
    throw DatabaseError("Every connection to the database was in use for 30 seconds. Try again in a moment.");
  // The last one given back: its prepared statements and pages are warm.
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    std::lock_guard lock{mutex_};
    free_.push_back(std::move(connection));
  }
  connection_free_.notify_one();
}

void Pool::await_turn() {
  std::unique_lock lock{mutex_};
  auto const ticket = next_ticket_++;
  waiting_.push_back(ticket);
  bool const mine = turn_ended_.wait_for(lock, longest_wait, [&] { return !writing_ && waiting_.front() == ticket; });
  waiting_.erase(std::find(waiting_.begin(), waiting_.end(), ticket));
  if (!mine) {
    turn_ended_.notify_all();
    throw DatabaseError("Another change has kept the database busy for 30 seconds. Nothing was changed; try again.");
  }
  writing_ = true;
}

void Pool::end_turn() {
  {
    std::lock_guard lock{mutex_};
    writing_ = false;
  }
  turn_ended_.notify_all();
}

}  // namespace gt::db
