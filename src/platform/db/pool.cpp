#include "platform/db/pool.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "platform/db/usage.h"

namespace gt::db {

namespace {
constexpr std::chrono::seconds longest_wait{30};

struct Counters {
  std::atomic<std::int64_t> connections{0}, in_use{0}, waiting{0}, writers_waiting{0}, waits{0}, microseconds{0};
};
Counters& counters() {
  static Counters of_this_process;
  return of_this_process;
}

/// Counts one wait while it lasts, and how long it was.
class Wait {
 public:
  explicit Wait(std::atomic<std::int64_t>& now) : now_{now} { ++now_; }
  ~Wait() {
    --now_;
    ++counters().waits;
    counters().microseconds +=
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_).count();
  }
  Wait(Wait const&) = delete;
  Wait& operator=(Wait const&) = delete;

 private:
  std::atomic<std::int64_t>& now_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace

PoolUsage pool_usage() {
  auto const& counted = counters();
  return {counted.connections,     counted.in_use, counted.waiting,
          counted.writers_waiting, counted.waits,  std::chrono::microseconds{counted.microseconds}};
}

Pool::Pool(Location const& location, int connections) {
  for (int i = 0; i < connections; ++i) {
    free_.push_back(std::make_unique<Connection>(location));
    ++counters().connections;
  }
}

Pool::~Pool() { counters().connections -= static_cast<std::int64_t>(free_.size()); }

std::unique_ptr<Connection> Pool::take() {
  std::unique_lock lock{mutex_};
  if (free_.empty()) {
    Wait const waiting{counters().waiting};
    if (!connection_free_.wait_for(lock, longest_wait, [this] { return !free_.empty(); }))
      throw DatabaseError("Every connection to the database was in use for 30 seconds. Try again in a moment.");
  }
  ++counters().in_use;
  // The last one given back: its prepared statements and pages are warm.
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    std::lock_guard lock{mutex_};
    free_.push_back(std::move(connection));
    --counters().in_use;
  }
  connection_free_.notify_one();
}

void Pool::await_turn() {
  std::unique_lock lock{mutex_};
  auto const ticket = next_ticket_++;
  waiting_.push_back(ticket);
  auto const is_mine = [&] { return !writing_ && waiting_.front() == ticket; };
  bool mine = is_mine();
  if (!mine) {
    Wait const waiting{counters().writers_waiting};
    mine = turn_ended_.wait_for(lock, longest_wait, is_mine);
  }
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
