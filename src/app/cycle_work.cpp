#include "app/cycle_work.h"

#include <chrono>

#include "app/log.h"
#include "people/people.h"
#include "plans/plans.h"

namespace gt::app {

namespace {

constexpr std::chrono::seconds between{60};

std::optional<AccountId> due_at(Program& program, AuthorityId const& authority) {
  auto transaction = program.database().read(authority);
  return plans::who_repeats_updates(transaction, program.clock().today());
}

std::optional<operations::Actor> person(Program& program, AuthorityId const& authority, AccountId const& account) {
  auto transaction = program.database().read(authority);
  auto member = people::member_here(transaction, account);
  if (!member) return std::nullopt;
  member->actor.channel = operations::Channel::timer;
  return std::move(member->actor);
}

}  // namespace

int CycleWork::run(std::function<bool()> const& should_stop) {
  int asked = 0;
  for (auto const& each : people::all_authorities(program_.database())) {
    if (should_stop && should_stop()) break;
    if (ask_at(each.id)) ++asked;
  }
  return asked;
}

bool CycleWork::ask_at(AuthorityId const& authority) {
  auto const account = due_at(program_, authority);
  if (!account) return false;
  auto const actor = person(program_, authority, *account);
  if (!actor) {
    say_refused(authority, "Whoever set it may not sign in here any more.");
    return false;
  }
  auto const done = operations::perform(program_.environment(), *actor, "cycle next", nlohmann::json::object());
  if (done) {
    log_line("info", "a cycle of updates was asked for",
             {{"authority", authority.text()}, {"cycle", done->at("cycle")}, {"asked", done->at("asked")}});
    return true;
  }
  // Another server, or a person, was sooner.
  if (done.error().kind != ErrorKind::conflict) say_refused(authority, done.error().message);
  return false;
}

void CycleWork::say_refused(AuthorityId const& authority, std::string const& why) {
  auto const today = program_.clock().today();
  auto const [place, is_new] = said_on_.try_emplace(authority.text(), today);
  if (!is_new && place->second == today) return;
  place->second = today;
  log_line("warning", "a cycle of updates that repeats could not be asked for",
           {{"authority", authority.text()}, {"why", why}});
}

CycleTicker::CycleTicker(Program& program) : work_{program}, thread_{[this] { work(); }} {}

CycleTicker::~CycleTicker() {
  {
    std::lock_guard const lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_all();
  thread_.join();
}

bool CycleTicker::should_stop() {
  std::lock_guard const lock{mutex_};
  return stopping_;
}

void CycleTicker::work() {
  while (!should_stop()) {
    try {
      work_.run([this] { return should_stop(); });
    } catch (std::exception const& error) {  // caught once per job: a broken environment; the next minute tries again
      log_line("error", "cycles of updates could not be seen to", {{"what", error.what()}});
    }
    std::unique_lock lock{mutex_};
    woken_.wait_for(lock, between, [this] { return stopping_; });
  }
}

}  // namespace gt::app
