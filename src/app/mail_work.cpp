#include "app/mail_work.h"

#include <chrono>

#include "app/log.h"
#include "app/notice_sources.h"
#include "platform/mail/smtp.h"

namespace gt::app {

namespace {
constexpr std::chrono::seconds between{60};
}

Result<notices::MailRun> run_mail(Program& program, std::function<bool()> should_stop) {
  auto const& configuration = program.configuration();
  if (!configuration.mail)
    return refuse(ErrorKind::invalid,
                  "No mail server is written down. Set mail-server, mail-from and public-address in goldenthread.conf "
                  "of the data folder; docs/operations.md says how.");
  auto const& mail = *configuration.mail;
  return notices::send_due(
      {.database = program.database(),
       .clock = program.clock(),
       .digest_sources = notices::digest_sources(notice_sources()),
       .sender = {mail.from, configuration.public_address},
       .deliver = [&server = mail.server](
                      mail::Envelope const& envelope, std::string const& message,
                      mail::Watch const& watch) { return mail::deliver(server, envelope, message, watch); },
       .should_stop = std::move(should_stop)});
}

nlohmann::ordered_json to_json(notices::MailRun const& run) {
  return {{"composed", run.composed},
          {"sent", run.sent},
          {"postponed", run.postponed},
          {"failed", run.failed},
          {"unknown", run.unknown}};
}

MailTicker::MailTicker(Program& program) : program_{program} {
  if (program.configuration().mail) thread_ = std::thread{[this] { work(); }};
}

MailTicker::~MailTicker() {
  {
    std::lock_guard const lock{mutex_};
    stopping_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool MailTicker::should_stop() {
  std::lock_guard const lock{mutex_};
  return stopping_;
}

void MailTicker::work() {
  while (!should_stop()) {
    try {
      auto const run = run_mail(program_, [this] { return should_stop(); });
      if (run && run->composed + run->sent + run->postponed + run->failed + run->unknown > 0)
        log_line("info", "mail", to_json(*run));
    } catch (std::exception const& error) {  // caught once per job: a broken environment; the next minute tries again
      log_line("error", "mail could not be seen to", {{"what", error.what()}});
    }
    std::unique_lock lock{mutex_};
    woken_.wait_for(lock, between, [this] { return stopping_; });
  }
}

}  // namespace gt::app
