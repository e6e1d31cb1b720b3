#include "people/people.h"
#include "platform/jobs/job_store.h"
#include "tests/permissions/inputs.h"

// Inputs for jobs. Nobody performs them here: they wait, or were cancelled.
namespace gt::permissions {

using nlohmann::json;

jobs::Job waiting_job(AccountId const& account, std::string const& title) {
  return {.id = jobs::JobId::fresh(),
          .operation = "search rebuild",
          .input = json::object(),
          .file = std::nullopt,
          .title = title,
          .address = "/",
          .about = {},
          .permission = {},
          .state = jobs::State::queued,
          .account = account,
          .account_name = "Whoever asked",
          .channel = "page",
          .asked_at = Instant::from_iso("2026-11-22T09:00:00Z").value(),
          .started_at = std::nullopt,
          .ended_at = std::nullopt,
          .reason = {},
          .result = nullptr,
          .again_of = std::nullopt};
}

namespace {

AccountId account_of(app::Program& program, Credentials const& who) {
  if (!who.bearer.empty()) return people::token_actor(program.database(), program.clock(), who.bearer)->account;
  return people::session_actor(program.database(), program.clock(), who.session)->actor.account;
}

}  // namespace

void Inputs::add_jobs() {
  auto const own = [this](Credentials const& who, bool is_over) -> json {
    auto& program = installation_.program();
    auto const job = waiting_job(account_of(program, who), "Job");
    auto change = program.database().change(council_.authority);
    jobs::insert_job(change, job);
    if (is_over) jobs::cancel_queued(change, job.id, "Cancelled", job.asked_at);
    change.commit();
    return {{"job", job.id.text()}};
  };
  makers_["job list"] = [](Asked const&) { return json::object(); };
  makers_["job show"] = makers_["job cancel"] = [own](Asked const& asked) { return own(asked.caller, false); };
  makers_["job run-again"] = [own](Asked const& asked) { return own(asked.caller, true); };
}

}  // namespace gt::permissions
