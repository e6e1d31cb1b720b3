#include "platform/jobs/job_store.h"

#include <algorithm>
#include <array>

#include "platform/jobs/sql.h"

namespace gt::jobs {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 5> words{"queued", "running", "done", "failed", "cancelled"};

json stored_json(std::string const& text) { return text.empty() ? json(nullptr) : json::parse(text, nullptr, false); }

std::string text_of(json const& value) {
  return value.is_null() ? "" : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Job job_of(db::Row const& row) {
  Job job{.id = row.id<JobId>("id"),
          .operation = row.text("operation"),
          .input = stored_json(row.text("input")),
          .file = std::nullopt,
          .title = {},
          .address = {},
          .about = {},
          .permission = {},
          .state = State::queued,
          .account = row.id<AccountId>("account"),
          .account_name = row.text("account_name"),
          .channel = row.text("channel"),
          .asked_at = row.instant("asked_at"),
          .started_at = row.optional_instant("started_at"),
          .ended_at = row.optional_instant("ended_at"),
          .reason = row.text("reason"),
          .result = stored_json(row.text("result")),
          .again_of = std::nullopt,
          .worker = row.text("worker")};
  if (auto hash = row.text("file_hash"); !hash.empty())
    job.file = StoredFile{row.text("file_field"), row.text("file_name"), std::move(hash)};
  job.title = row.text("title");
  job.address = row.text("address");
  job.about = row.text("about");
  job.permission = row.text("permission");
  job.state = state_of(row.text("state")).value();
  if (auto again = row.text("again_of"); !again.empty()) job.again_of = JobId::trusted(std::move(again));
  return job;
}

/// Permissions parted by spaces, with one at each end.
std::string held_by(operations::Actor const& actor) {
  std::string held = " ";
  for (auto const& permission : operations::all_permissions())
    if (operations::may(actor, permission)) held += permission + " ";
  return held;
}

}  // namespace

std::string_view word(State state) { return words[static_cast<std::size_t>(state)]; }

std::optional<State> state_of(std::string_view text) {
  auto const found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<State>(found - words.begin());
}

std::string Job::result_page() const {
  auto path = address;
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    auto const close = path.find('}', open);
    if (close == std::string::npos) return page();
    auto const name = path.substr(open + 1, close - open - 1);
    auto const found = result.is_object() ? result.find(name) : result.end();
    if (found == result.end() || !found->is_string()) return page();
    path.replace(open, close - open + 1, found->get<std::string>());
  }
  return path;
}

bool may_see(operations::Actor const& actor, Job const& job) {
  return job.account == actor.account || (!job.permission.empty() && operations::may(actor, job.permission));
}

void insert_job(db::Transaction& transaction, Job const& job) {
  transaction.execute(sql::insert_job, {{"id", job.id},
                                        {"operation", job.operation},
                                        {"input", text_of(job.input)},
                                        {"file_field", job.file ? job.file->field : ""},
                                        {"file_name", job.file ? job.file->name : ""},
                                        {"file_hash", job.file ? job.file->hash : ""},
                                        {"title", job.title},
                                        {"address", job.address},
                                        {"about", job.about},
                                        {"permission", job.permission},
                                        {"account", job.account},
                                        {"account_name", job.account_name},
                                        {"channel", job.channel},
                                        {"asked_at", job.asked_at},
                                        {"again_of", job.again_of ? job.again_of->text() : ""}});
}

std::optional<Job> find_job(db::Transaction& transaction, JobId const& id) {
  auto const row = transaction.row(sql::find_job, {{"id", id}});
  if (!row) return std::nullopt;
  return job_of(*row);
}

std::optional<Job> latest_about(db::Transaction& transaction, std::string const& about) {
  auto const row = transaction.row(sql::latest_about, {{"about", about}});
  if (!row) return std::nullopt;
  return job_of(*row);
}

std::optional<Job> run_since(db::Transaction& transaction, Job const& job) {
  if (job.about.empty()) return std::nullopt;
  auto later = latest_about(transaction, job.about);
  // What was run again twice leads back to it over the run between.
  for (auto earlier = later; earlier && earlier->again_of; earlier = find_job(transaction, *earlier->again_of))
    if (*earlier->again_of == job.id) return later;
  return std::nullopt;
}

Listing list_jobs(db::Transaction& transaction, operations::Actor const& actor, Filter const& filter, int page) {
  db::Params params{
      {"account", actor.account}, {"only_own", filter.only_own}, {"held", held_by(actor)}, {"state", filter.state}};
  Listing out;
  out.total = transaction.row(sql::count_jobs, params)->integer("jobs");
  params.push_back({"limit", jobs_a_page});
  params.push_back({"offset", (page - 1) * jobs_a_page});
  for (auto const& row : transaction.rows(sql::list_jobs, params)) out.jobs.push_back(job_of(row));
  return out;
}

std::vector<StateCount> count_all_jobs(db::Transaction& transaction) {
  std::vector<StateCount> out;
  for (auto const& row : transaction.rows(sql::count_all_jobs)) out.push_back({row.text("state"), row.integer("jobs")});
  return out;
}

std::optional<Claimed> next_queued(db::Transaction& transaction) {
  auto const row = transaction.row(sql::next_queued);
  if (!row) return std::nullopt;
  auto id = row->id<JobId>("id");
  return Claimed{std::move(id), row->id<AuthorityId>("authority")};
}

bool claim(db::Transaction& transaction, JobId const& id, std::string const& worker, Instant now) {
  return transaction.execute(sql::claim_job, {{"id", id}, {"worker", worker}, {"now", now}}) == 1;
}

bool end_running(db::Transaction& transaction, JobId const& id, std::string const& worker, Ending const& ending,
                 Instant now) {
  return transaction.execute(sql::end_running, {{"id", id},
                                                {"worker", worker},
                                                {"state", word(ending.state)},
                                                {"reason", ending.reason},
                                                {"result", text_of(ending.result)},
                                                {"now", now}}) == 1;
}

bool put_back(db::Transaction& transaction, JobId const& id, std::string const& worker) {
  return transaction.execute(sql::put_back, {{"id", id}, {"worker", worker}}) == 1;
}

bool cancel_queued(db::Transaction& transaction, JobId const& id, std::string const& reason, Instant now) {
  return transaction.execute(sql::cancel_queued, {{"id", id}, {"reason", reason}, {"now", now}}) == 1;
}

std::vector<RunningJob> running_jobs(db::Transaction& transaction) {
  std::vector<RunningJob> out;
  for (auto const& row : transaction.rows(sql::running_jobs)) {
    auto id = row.id<JobId>("id");
    auto authority = row.id<AuthorityId>("authority");
    out.push_back({std::move(id), std::move(authority), row.text("worker")});
  }
  return out;
}

}  // namespace gt::jobs
