#include "app/metrics.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <sys/resource.h>

#include "notices/outbox.h"
#include "platform/db/usage.h"
#include "platform/jobs/jobs.h"
#include "platform/web/trusted_proxies.h"

namespace gt::app {

namespace {

using web::add_figures;

bool came_through_a_proxy(web::Request const& request) {
  constexpr char const* said_by_proxies[] = {"X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"};
  return std::any_of(std::begin(said_by_proxies), std::end(said_by_proxies),
                     [&](char const* name) { return request.headers.has(name); });
}

std::int64_t resident_bytes() {
  std::int64_t whole = 0, resident = 0;
  std::ifstream{"/proc/self/statm"} >> whole >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto const seconds = [](timeval const& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double open_files() {
  std::error_code error;
  std::filesystem::directory_iterator const all{"/proc/self/fd", error};
  return error ? 0 : static_cast<double>(std::distance(begin(all), end(all)));
}

double most_files() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  return static_cast<double>(files.rlim_cur);
}

void add_process(std::string& text, double started) {
  add_figures(text, "goldenthread_build_info", "gauge", "The version that runs.",
              {{fmt::format("{{version=\"{}\"}}", web::label_value(version())), 1}});
  add_figures(text, "process_start_time_seconds", "gauge", "When it started, in seconds since 1970.", {{"", started}});
  add_figures(text, "process_resident_memory_bytes", "gauge", "Memory held.",
              {{"", static_cast<double>(resident_bytes())}});
  add_figures(text, "process_cpu_seconds_total", "counter", "Processor time used.", {{"", processor_seconds()}});
  add_figures(text, "process_open_fds", "gauge", "Files and connections open.", {{"", open_files()}});
  add_figures(text, "process_max_fds", "gauge", "How many may be open.", {{"", most_files()}});
}

void add_database(std::string& text) {
  auto const usage = db::pool_usage();
  add_figures(text, "goldenthread_database_connections", "gauge", "Connections to the database, by what they do.",
              {{"{state=\"in_use\"}", static_cast<double>(usage.in_use)},
               {"{state=\"free\"}", static_cast<double>(usage.connections - usage.in_use)}});
  add_figures(text, "goldenthread_database_waiting", "gauge", "Requests waiting, by what for.",
              {{"{for=\"connection\"}", static_cast<double>(usage.waiting)},
               {"{for=\"turn_to_write\"}", static_cast<double>(usage.writers_waiting)}});
  add_figures(text, "goldenthread_database_waits_total", "counter", "How often one had to wait for either.",
              {{"", static_cast<double>(usage.waits)}});
  add_figures(text, "goldenthread_database_waited_seconds_total", "counter", "How long they waited together.",
              {{"", static_cast<double>(usage.waited.count()) / 1e6}});
}

void add_mail(std::string& text, db::Database& database) {
  std::map<std::string, double, std::less<>> mails{{"waiting", 0}, {"sending", 0}, {"failed", 0}, {"unknown", 0}};
  auto transaction = database.read(std::nullopt);
  for (auto const& each : notices::count_all_mail(transaction))
    if (mails.contains(each.state)) mails[each.state] = static_cast<double>(each.mails);
  add_figures(text, "goldenthread_mails", "gauge", "Mails that are not over, or did not get there, by state.",
              {{"{state=\"waiting\"}", mails["waiting"]},
               {"{state=\"sending\"}", mails["sending"]},
               {"{state=\"failed\"}", mails["failed"]},
               {"{state=\"unknown\"}", mails["unknown"]}});
}

void add_jobs(std::string& text, db::Database& database) {
  std::map<std::string, double, std::less<>> counted{
      {"queued", 0}, {"running", 0}, {"done", 0}, {"failed", 0}, {"cancelled", 0}};
  auto transaction = database.read(std::nullopt);
  for (auto const& each : jobs::count_all_jobs(transaction)) counted[each.state] = static_cast<double>(each.jobs);
  add_figures(text, "goldenthread_jobs", "gauge", "Jobs on record, by state.",
              {{"{state=\"queued\"}", counted["queued"]},
               {"{state=\"running\"}", counted["running"]},
               {"{state=\"done\"}", counted["done"]},
               {"{state=\"failed\"}", counted["failed"]},
               {"{state=\"cancelled\"}", counted["cancelled"]}});
}

}  // namespace

void add_metrics(web::Router& router, Program& program, std::shared_ptr<web::ServerCounts const> counts,
                 std::vector<std::string> const& allowed) {
  std::vector<std::string> addresses{"127.0.0.0/8", "::1"};
  addresses.insert(addresses.end(), allowed.begin(), allowed.end());
  auto const started = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  router.get("/metrics", [&program, counts = std::move(counts), may_read = web::TrustedProxies{addresses},
                          started](web::Request const& request) {
    if (!may_read.contains(request.remote_address) || came_through_a_proxy(request)) return web::Response::not_found();
    auto text = counts->text();
    add_database(text);
    add_mail(text, program.database());
    add_jobs(text, program.database());
    add_process(text, started);
    auto response = web::Response::bytes(std::move(text), "text/plain; version=0.0.4; charset=utf-8");
    response.headers.set("Cache-Control", "no-store");
    return response;
  });
}

}  // namespace gt::app
