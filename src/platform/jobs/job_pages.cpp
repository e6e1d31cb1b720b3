#include "platform/jobs/job_pages.h"

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/html/components.h"
#include "platform/html/live.h"
#include "platform/jobs/job_events.h"
#include "platform/jobs/job_words.h"

namespace gt::jobs {

using namespace html;

namespace {

constexpr char const* all_jobs = "/jobs";
constexpr int seconds_between_looks = 4;

Link jobs_link() { return {words("Jobs"), all_jobs}; }

Html state_tag(State state) {
  auto const kind = state == State::done        ? TagKind::good
                    : state == State::failed    ? TagKind::warn
                    : state == State::cancelled ? TagKind::quiet
                                                : TagKind::gold;
  return tag(shown_state(state), kind);
}

Html title_of(Job const& job) { return link(words(job.title), Href{job.page()}); }

Row row_of(Job const& job, Instant now) {
  return {{job.reason.empty() ? title_of(job) : with_note(title_of(job), words(job.reason)), state_tag(job.state),
           words(job.account_name), moment(job.asked_at), words(how_long(job, now))}};
}

Filter filter_of(pages::PageCall const& call) {
  auto const query = call.query();
  Filter filter;
  if (auto const state = state_of(query.value("state"))) filter.state = word(*state);
  filter.only_own = query.value("who") == "me";
  return filter;
}

Result<pages::Answer> list_page(pages::PageCall& call) {
  auto const filter = filter_of(call);
  auto page_number = call.page_number();
  auto listing = TRY(call.read(
      "", [&](db::Transaction& transaction) { return list_jobs(transaction, call.actor(), filter, page_number); }));
  auto const pages_in_all = std::max(1, static_cast<int>((listing.total + jobs_a_page - 1) / jobs_a_page));
  if (page_number > pages_in_all) {
    page_number = pages_in_all;
    listing = TRY(call.read(
        "", [&](db::Transaction& transaction) { return list_jobs(transaction, call.actor(), filter, page_number); }));
  }
  auto const query = Query{}.with("state", filter.state).with("who", filter.only_own ? "me" : "");
  Page page;
  page.title = "Jobs";
  page.body << head({.title = page.title})
            << paragraph(words("Work that takes long goes on while you do something else. Here is what you asked for, "
                               "and what others asked for that you could have done yourself."));
  std::vector<Option> states{{"", "Any state", {}}};
  for (auto each : {State::queued, State::running, State::done, State::failed, State::cancelled})
    states.push_back({std::string(word(each)), shown_state(each), {}});
  page.body << filter_bar(
      {.path = all_jobs,
       .query = query,
       .fields = {{"state", "State", states}, {"who", "Asked for by", {{"", "Anybody", {}}, {"me", "Me", {}}}}},
       .shown = static_cast<std::int64_t>(listing.jobs.size()),
       .total = listing.total,
       .noun = "job"});
  if (listing.jobs.empty()) {
    bool const is_narrowed = !filter.state.empty() || filter.only_own;
    page.body << empty_state(
        {.title = is_narrowed ? "No job is like that" : "There are no jobs",
         .what_for = words(is_narrowed ? "Take a filter off to see others."
                                       : "Bringing in a long tracker or a finance system’s long file, reading several "
                                         "reports at once or planning a large rota makes one."),
         .steps = {}});
    return pages::page(std::move(page));
  }
  Table rows;
  rows.caption = "Jobs, the latest first";
  rows.columns = {{"Job"}, {"State"}, {"Asked for by"}, {"When"}, {"How long"}};
  auto const now = call.environment().clock.now();
  for (auto const& each : listing.jobs) rows.rows.push_back(row_of(each, now));
  page.body << table(rows)
            << pagination({.path = all_jobs, .query = query, .page = page_number, .pages = pages_in_all});
  return pages::page(std::move(page));
}

Result<Job> job_in_address(pages::PageCall const& call) {
  auto const id = TRY(call.id<JobId>("job"));
  auto const job = TRY(call.read("", [&](db::Transaction& transaction) { return find_job(transaction, id); }));
  if (!job || !may_see(call.actor(), *job))
    return refuse(ErrorKind::not_found,
                  "There is no such job, or it is not yours to see. Look at the list of jobs under /jobs.");
  return *job;
}

Html button_form(pages::PageCall const& call, Job const& job, char const* path, Button const& shown) {
  return form({.action = Href{job.page() + path}, .csrf_token = call.csrf_token(), .body = button(shown)});
}

Html under_way(pages::PageCall const& call, Job const& job) {
  Html out;
  if (JobFolder const folder{call.environment().database.folder()}; is_broken_off(job, folder)) {
    auto const heard = folder.last_heard(job.id);
    out << warning_text(
        words("Broken off: the server that ran it is gone. A server that runs ends it within seconds, "
              "and it can be run again then."));
    if (auto const at = heard ? heard : job.started_at)
      out << paragraph(Html{} << "It was last heard of on " << moment(*at) << ".");
    return out;
  }
  auto const now = said_of(job, progress_of(call.environment(), job));
  out << "<div class=\"gt-job\"" << attribute("data-follow", job.page() + "/events") << ">"
      << "<p class=\"govuk-body\"><label for=\"job-progress\">How far it is: </label>"
      << "<strong role=\"status\" data-words>" << now.words << "</strong></p>"
      << "<progress class=\"gt-job__bar\" id=\"job-progress\" max=\"100\"";
  if (now.percent) out << attribute("value", *now.percent);
  out << "></progress></div>\n";
  out << paragraph(words("You may leave this page: the work goes on, and the list of jobs leads back here."));
  out << button_form(call, job, "/cancel", {.label = "Cancel this job", .kind = ButtonKind::warning});
  return out;
}

/// The run of it since, if whoever asks may see that.
std::optional<Job> later_run(pages::PageCall const& call, Job const& job) {
  std::optional<Job> out;
  static_cast<void>(call.read("", [&](db::Transaction& transaction) {
    out = run_since(transaction, job);
    return true;
  }));
  if (out && !may_see(call.actor(), *out)) out.reset();
  return out;
}

Html ended(pages::PageCall const& call, Job const& job) {
  if (job.state == State::done) {
    Html out = lede(words("It is done."));
    return out << paragraph(link(words("See the result"), Href{job.result_page()}));
  }
  if (auto const later = later_run(call, job); later && later->state == State::done) {
    Html out = lede(link(words("Run again since: done"), Href{later->page()}));
    return out << paragraph(words("This run did not get to its end. " + job.reason));
  }
  Html out = warning_text(words(job.reason));
  return out << button_form(call, job, "/run-again", {.label = "Run it again"});
}

/// The run before this one and the one after it, each with how it went.
std::vector<SummaryRow> other_runs(pages::PageCall const& call, Job const& job) {
  std::vector<SummaryRow> rows;
  auto const now = call.environment().clock.now();
  auto const shown = [&](char const* what, Job const& run) {
    auto const took = how_long(run, now);
    auto const state =
        took.empty() ? std::string(shown_state(run.state)) : fmt::format("{}, {}", shown_state(run.state), took);
    rows.push_back({what, link(words(state), Href{run.page()}), {}});
  };
  static_cast<void>(call.read("", [&](db::Transaction& transaction) {
    if (job.again_of)
      if (auto const earlier = find_job(transaction, *job.again_of); earlier && may_see(call.actor(), *earlier))
        shown("Run again of", *earlier);
    if (job.about.empty()) return true;
    auto const latest = latest_about(transaction, job.about);
    if (latest && latest->again_of == job.id && may_see(call.actor(), *latest)) shown("Run again as", *latest);
    return true;
  }));
  return rows;
}

Result<pages::Answer> job_page(pages::PageCall& call) {
  auto const job = TRY(job_in_address(call));
  Page page;
  page.title = job.title;
  page.breadcrumbs = {jobs_link()};
  Html state;
  state << "<span data-state>" << state_tag(job.state) << "</span>";  // the script finds the tag by it
  page.body << head({.title = job.title, .caption = "Job", .beside_title = std::move(state)});
  page.body << (is_over(job.state) ? ended(call, job) : under_way(call, job));
  std::vector<SummaryRow> rows{{"Asked for by", words(job.account_name), {}}, {"Asked for", moment(job.asked_at), {}}};
  if (job.started_at) rows.push_back({"Began", moment(*job.started_at), {}});
  if (job.ended_at) rows.push_back({"Ended", moment(*job.ended_at), {}});
  if (job.started_at) rows.push_back({"How long", words(how_long(job, call.environment().clock.now())), {}});
  for (auto& each : other_runs(call, job)) rows.push_back(std::move(each));
  rows.push_back({"Number", words(job.id.text()), {}});
  page.body << summary_list(rows);
  if (is_over(job.state) || is_broken_off(job, JobFolder{call.environment().database.folder()}))
    return pages::page(std::move(page));
  bool const stands_still = call.query().value("refresh") == "off";
  page.body << source_line(stands_still ? link(words("Keep this page up to date"), Href{job.page()})
                                        : link(words("Do not load this page anew by itself"),
                                               Query{}.with("refresh", "off").at(job.page())));
  auto response = call.site().render(call.request(), call.session(), {std::move(page), 200});
  if (stands_still)
    follow_work_by_script(response.body, call.request().nonce);
  else
    follow_work(response.body, call.request().nonce, seconds_between_looks);
  return pages::Answer{std::move(response)};
}

Result<pages::Answer> cancel(pages::PageCall& call) {
  auto const job = TRY(job_in_address(call));
  TRY(call.perform("job cancel", {{"job", job.id.text()}}));
  return pages::see_other(job.page(), "The job is being cancelled. Nothing of it is kept.");
}

Result<pages::Answer> again(pages::PageCall& call) {
  auto const job = TRY(job_in_address(call));
  auto const made = TRY(call.perform("job run-again", {{"job", job.id.text()}}));
  return pages::see_other("/jobs/" + made.at("job").get<std::string>());
}

Result<pages::Answer> events(pages::PageCall& call) {
  auto const job = TRY(job_in_address(call));
  return pages::Answer{web::streaming(job_events(call.environment(), call.actor(), job.id))};
}

}  // namespace

void add_pages(pages::Site& site) {
  site.get(all_jobs, &list_page);
  site.get("/jobs/{job}", &job_page);
  site.get("/jobs/{job}/events", &events);
  site.post("/jobs/{job}/cancel", &cancel);
  site.post("/jobs/{job}/run-again", &again);
}

}  // namespace gt::jobs
