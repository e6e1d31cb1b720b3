#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/program.h"
#include "notices/sending.h"

namespace gt::app {

/// Composes the digests that are due and sends what waits, once. Errors: invalid when no mail server is written down.
Result<notices::MailRun> run_mail(Program& program, std::function<bool()> should_stop = {});

nlohmann::ordered_json to_json(notices::MailRun const& run);

/// Does so each minute on a thread of its own, for as long as it lives. Without a mail server it does nothing.
class MailTicker {
 public:
  explicit MailTicker(Program& program);
  ~MailTicker();
  MailTicker(MailTicker const&) = delete;
  MailTicker& operator=(MailTicker const&) = delete;

 private:
  void work();
  bool should_stop();
  Program& program_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gt::app
