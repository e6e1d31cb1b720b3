#include "app/first_look.h"

#include "app/log.h"
#include "people/people.h"
#include "plans/plans.h"

namespace gt::app {

namespace {
/// More would push out of what is kept those that were read first.
constexpr std::size_t most_councils = 48;
}  // namespace

FirstLook::FirstLook(Program& program) : program_{program}, thread_{[this] { work(); }} {}

FirstLook::~FirstLook() {
  stopping_ = true;
  thread_.join();
}

bool FirstLook::wait(std::chrono::milliseconds most) {
  std::unique_lock lock{mutex_};
  return ended_.wait_for(lock, most, [this] { return is_over_; });
}

void FirstLook::work() {
  try {
    for (auto const& council : people::all_authorities(program_.database())) {
      if (stopping_ || read_ == most_councils) break;
      auto transaction = program_.database().read(council.id);
      plans::read_ahead(transaction);
      ++read_;
    }
  } catch (std::exception const& error) {  // nothing was asked for yet; whoever asks is told
    log_line("warning", "plans could not be read ahead", {{"what", error.what()}});
  }
  std::lock_guard const lock{mutex_};
  is_over_ = true;
  ended_.notify_all();
}

}  // namespace gt::app
