#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "platform/audit/audit.h"
#include "platform/core/progress.h"
#include "platform/jobs/job_folder.h"
#include "platform/jobs/job_pages.h"
#include "platform/jobs/job_store.h"
#include "platform/jobs/worker.h"
#include "platform/operations/declare.h"
#include "tests/support/page_test.h"

/// An operation that can go on as a job, and whoever asks for it.
namespace gt::jobs::test {

using nlohmann::json;
using operations::Call;
using operations::field;
using operations::Kind;

/// What the operation under test is told by the test that runs it.
inline std::function<void(operations::Call&)> at_work = [](operations::Call&) {};
inline std::atomic<int> times_run{0};

struct Count {
  std::int64_t rows = 1;
  bool as_job = false;
  operations::Upload file{};
};

/// Leaves a row behind, as bringing something in would.
inline Result<nlohmann::json> run_count(Call& call, Count const& input) {
  if (input.as_job)
    return enqueue(call, {.operation = "test count",
                          .input = {{"rows", input.rows}},
                          .title = "Count rows",
                          .address = "/counted/{counted}",
                          .about = "rows/" + std::to_string(input.rows),
                          .permission = "plan.edit"});
  ++times_run;
  insert_job(call.db(), {.id = JobId::fresh(),
                         .operation = "left behind",
                         .input = json::object(),
                         .file = std::nullopt,
                         .title = "Left behind",
                         .address = "/",
                         .about = "left behind",
                         .permission = "",
                         .state = State::queued,
                         .account = call.actor().account,
                         .account_name = call.actor().name,
                         .channel = "page",
                         .asked_at = call.now().plus_seconds(1'000'000),
                         .started_at = std::nullopt,
                         .ended_at = std::nullopt,
                         .reason = {},
                         .result = nullptr,
                         .again_of = std::nullopt});
  at_work(call);
  if (input.rows > 1000) return refuse(ErrorKind::conflict, "There are too many rows. Take some out.");
  return json{{"counted", "rows-" + std::to_string(input.rows)},
              {"list", json::array({1, 2})},
              {"file", input.file.bytes.whole()}};
}

class JobsTest : public gt::test::PageTest {
 protected:
  void SetUp() override {
    at_work = [](Call&) {};
    times_run = 0;
    PageTest::SetUp();
  }
  void add_operations(operations::Registry& registry) override {
    jobs::add_operations(registry);
    registry.add(operations::declare<Count>(
        "test count", "Count rows", Kind::change, "plan.edit",
        {field("rows", &Count::rows, "How many", 1), field("as_job", &Count::as_job, "In the background", false),
         field("file", &Count::file, "A file", json(nullptr))},
        json::object(), &run_count));
  }
  void add_pages(pages::Site& site) override { jobs::add_pages(site); }

  std::unique_ptr<Worker> worker() {
    return std::make_unique<Worker>(
        environment(),
        WorkerOptions{
            .find_actor = [this](db::Transaction&, AccountId const& account) -> std::optional<operations::Actor> {
              if (account != actor_.account || is_disabled_) return std::nullopt;
              return actor_;
            },
            .log =
                [this](std::string_view level, std::string_view message, auto const& fields) {
                  std::lock_guard const lock{mutex_};
                  log_.push_back(std::string(level) + " " + std::string(message) + " " + fields.dump());
                }});
  }
  JobId ask(std::int64_t rows = 1) {
    return JobId::trusted(done("test count", {{"rows", rows}, {"as_job", true}}).at("job").get<std::string>());
  }
  Job job(JobId const& id) {
    auto transaction = database().read(authority());
    return find_job(transaction, id).value();
  }
  int left_behind() {
    auto transaction = database().read(authority());
    return latest_about(transaction, "left behind") ? 1 : 0;
  }
  std::vector<std::string> audit() {
    auto transaction = database().read(authority());
    std::vector<std::string> out;
    for (auto const& each : audit::list(transaction, {}, {0, 100}).entries)
      out.insert(out.begin(), each.operation + ": " + each.actor);
    return out;
  }
  JobFolder folder() { return JobFolder{database().folder()}; }

  bool is_disabled_ = false;
  std::mutex mutex_;
  std::vector<std::string> log_;
};

}  // namespace gt::jobs::test
