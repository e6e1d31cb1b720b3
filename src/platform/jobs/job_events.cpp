#include "platform/jobs/job_events.h"

#include "platform/jobs/job_words.h"

namespace gt::jobs {

using nlohmann::json;

namespace {

class JobEvents : public web::EventStream {
 public:
  JobEvents(operations::Environment const& environment, operations::Actor actor, JobId job)
      : environment_{environment}, actor_{std::move(actor)}, id_{std::move(job)} {}

  Piece next() override {
    auto const job = [&] {
      auto transaction = environment_.database.read(actor_.authority);
      return find_job(transaction, id_);
    }();
    if (!job || !may_see(actor_, *job)) return {web::event_text("over", json{{"address", "/jobs"}}.dump()), true};
    if (is_over(job->state)) {
      auto const address = job->state == State::done ? job->result_page() : job->page();
      return {web::event_text("over", json{{"address", address}}.dump()), true};
    }
    // What is never over is not followed for ever: the page then begins anew, with its own look at who is signed in.
    if (++asked_ > most_asked) return {"", true};
    auto said = said_of(*job, progress_of(environment_, *job));
    if (said == last_) return {};
    json const data{{"percent", said.percent ? json(*said.percent) : json(nullptr)},
                    {"state", shown_state(job->state)},
                    {"words", said.words}};
    last_ = std::move(said);
    return {web::event_text("progress", data.dump(-1, ' ', false, json::error_handler_t::replace)), false};
  }

 private:
  static constexpr int most_asked = 6'000;
  operations::Environment const& environment_;
  operations::Actor actor_;
  JobId id_;
  std::optional<Said> last_;
  int asked_ = 0;
};

}  // namespace

std::shared_ptr<web::EventStream> job_events(operations::Environment const& environment, operations::Actor actor,
                                             JobId job) {
  return std::make_shared<JobEvents>(environment, std::move(actor), std::move(job));
}

}  // namespace gt::jobs
