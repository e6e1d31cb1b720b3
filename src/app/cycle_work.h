#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/program.h"

namespace gt::app {

/// Asks for the cycles of updates that repeat, at every authority where one is due today, as the person who set that.
/// Several servers may do so at once: each cycle is asked for once.
class CycleWork {
 public:
  explicit CycleWork(Program& program) : program_{program} {}
  /// How many were asked for. What is refused is logged once a day for each authority, and tried again.
  int run(std::function<bool()> const& should_stop = {});

 private:
  bool ask_at(AuthorityId const& authority);
  void say_refused(AuthorityId const& authority, std::string const& why);
  Program& program_;
  std::map<std::string, Date> said_on_;  ///< by authority
};

/// Does so each minute on a thread of its own, for as long as it lives.
class CycleTicker {
 public:
  explicit CycleTicker(Program& program);
  ~CycleTicker();
  CycleTicker(CycleTicker const&) = delete;
  CycleTicker& operator=(CycleTicker const&) = delete;

 private:
  void work();
  bool should_stop();
  CycleWork work_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gt::app
