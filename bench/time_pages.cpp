// Makes programmes of full size and asks the server for its pages.
//
//   time_pages make    --data FOLDER [--postgresql CONNECTION] [--councils 33] [--actions 5000] ...
//   time_pages measure --data FOLDER [--postgresql CONNECTION] --program goldenthread [--requests 200] [--port 18080]
//
// `measure` starts the server, signs in as programme manager of several councils, and prints for each page the time the
// server spent on one request by its own Server-Timing (request read to last byte queued): the first request after the
// start, then the median and the 99th of a hundred over two connections, and on one connection alone. What a page shows
// is compared with a walk of the raw links. Then throughput at 1, 16 and 64 connections, and the server's memory.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "people/people.h"
#include "plans/lists/action_colours.h"
#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"
#include "tests/support/large_programme.h"

namespace {

using namespace gt;
using Ticks = std::chrono::steady_clock;

struct Options {
  std::string data, postgresql, program;
  std::string only;  ///< the one page to ask for, by name; empty: all
  int councils = 33, requests = 200, port = 18080, seconds = 5;
  test::ProgrammeSize size;
};

std::unique_ptr<db::Database> open(Options const& options) {
  auto database = db::Database::open({options.data, options.postgresql}, 2);
  if (!database) throw std::runtime_error(database.error().message);
  if (auto done = (*database)->migrate(db::all_migrations()); !done) throw std::runtime_error(done.error().message);
  return std::move(*database);
}

// ---- Asking the server ----

struct Answer {
  int status = 0;
  double milliseconds = 0;  ///< the server's own figure
  std::string body;
};

/// One connection that is kept open.
class Connection {
 public:
  explicit Connection(int port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
      ::close(socket_);
      throw std::runtime_error("the server cannot be reached");
    }
  }
  ~Connection() { ::close(socket_); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  Answer get(std::string const& target, std::string const& session) {
    auto const request =
        fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nCookie: session={}\r\n\r\n", target, session);
    for (std::size_t sent = 0; sent < request.size();) {
      auto const count = ::send(socket_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) throw std::runtime_error("the connection was closed");
      sent += static_cast<std::size_t>(count);
    }
    while (held_.find("\r\n\r\n") == std::string::npos) read_more();
    auto const end = held_.find("\r\n\r\n") + 4;
    auto const head = held_.substr(0, end);
    Answer answer;
    answer.status = std::atoi(head.c_str() + 9);
    answer.milliseconds = std::strtod(after(head, "Server-Timing: app;dur="), nullptr);
    auto const length = std::strtoul(after(head, "Content-Length: "), nullptr, 10);
    while (held_.size() < end + length) read_more();
    answer.body = held_.substr(end, length);
    held_.erase(0, end + length);
    return answer;
  }

 private:
  static char const* after(std::string const& head, char const* name) {
    auto const at = head.find(name);
    return at == std::string::npos ? "0" : head.c_str() + at + std::strlen(name);
  }
  void read_more() {
    char buffer[65536];
    auto const count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) throw std::runtime_error("the connection was closed");
    held_.append(buffer, static_cast<std::size_t>(count));
  }
  int socket_;
  std::string held_;
};

/// The server as a process of its own, stopped at the end.
class Server {
 public:
  explicit Server(Options const& options) : port_{options.port} {
    process_ = ::fork();
    if (process_ == 0) {
      if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr)
        std::_Exit(126);
      auto const port = std::to_string(options.port);
      std::vector<char const*> words{options.program.c_str(), "serve",  "--data",
                                     options.data.c_str(),    "--port", port.c_str()};
      if (!options.postgresql.empty()) {
        words.push_back("--postgresql");
        words.push_back(options.postgresql.c_str());
      }
      words.push_back(nullptr);
      ::execv(words[0], const_cast<char* const*>(words.data()));
      std::_Exit(127);
    }
    for (int attempt = 0; attempt < 600; ++attempt) {
      try {
        Connection{port_};
        return;
      } catch (std::runtime_error const&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
      }
    }
    throw std::runtime_error("the server did not start");
  }
  ~Server() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Processor time of all its threads so far.
  double processor_milliseconds() const {
    double sum = 0;
    for (auto const& each : std::filesystem::directory_iterator(fmt::format("/proc/{}/task", process_))) {
      std::ifstream file(each.path() / "schedstat");
      double nanoseconds = 0;
      if (file >> nanoseconds) sum += nanoseconds / 1e6;
    }
    return sum;
  }

  double megabytes(char const* field = "VmRSS:") const {
    std::ifstream file(fmt::format("/proc/{}/status", process_));
    for (std::string line; std::getline(file, line);)
      if (line.starts_with(field)) return std::strtod(line.c_str() + std::strlen(field), nullptr) / 1024;
    return 0;
  }

 private:
  int port_;
  pid_t process_;
};

// ---- What is asked, and what must come back ----

struct Asked {
  std::string name, target, session;
  std::vector<std::string> shows;  ///< each must be in the page, in this order
};

/// The plan by its raw links, without what is kept beside the actions.
struct Walked {
  std::vector<plans::Action> actions;                                       ///< by number
  std::map<std::string, std::set<std::string>> themes, findings, projects;  ///< of an action

  explicit Walked(db::Transaction& tx) : actions{plans::load_plan(tx).actions} {
    auto add = [&](std::string_view kind, auto& out) {
      for (auto const& each : plans::links_between(tx, kind, "action")) out[each.to_id].insert(each.from_id);
    };
    add("theme", themes);
    add("finding", findings);
    add("project", projects);
    std::map<std::string, std::set<std::string>> themes_of_project;
    for (auto const& each : plans::links_between(tx, "theme", "project"))
      themes_of_project[each.to_id].insert(each.from_id);
    for (auto const& [action, own] : projects)
      for (auto const& project : own)
        themes[action].insert(themes_of_project[project].begin(), themes_of_project[project].end());
  }
  template <class Matches, class Before>
  std::vector<std::string> rows(Matches matches, Before before, std::size_t from = 0, std::size_t most = 100) const {
    std::vector<plans::Action const*> found;
    for (auto const& each : actions)
      if (matches(each)) found.push_back(&each);
    std::stable_sort(found.begin(), found.end(), [&](auto const* a, auto const* b) { return before(*a, *b); });
    std::vector<std::string> out;
    for (auto at = from; at < std::min(found.size(), from + most); ++at)
      out.push_back("\"/actions/" + found[at]->id.text() + "\"");
    return out;
  }
};

std::vector<Asked> pages_of(db::Database& database, AuthorityId const& authority, std::string const& session,
                            Date today) {
  auto tx = database.read(authority);
  Walked const plan{tx};
  auto const theme = plans::list_themes(tx)[3];
  auto const projects = plans::list_records(tx, *plans::find_record_kind("project"));
  auto const findings = inspections::list_findings(tx);
  auto const& finding = findings[findings.size() / 2];
  auto const& action = plan.actions[plan.actions.size() / 3];
  auto has = [](auto const& map, plans::Action const& each, std::string const& id) {
    auto found = map.find(each.id.text());
    return found != map.end() && found->second.contains(id);
  };
  auto all = [](auto const&) { return true; };
  auto as_is = [](auto const&, auto const&) { return false; };
  auto is_open = [](auto const& each) { return each.status != plans::ActionStatus::done; };
  auto of_theme = [&](auto const& each) { return has(plan.themes, each, theme.id.text()); };
  auto of_finding = [&](auto const& each) { return has(plan.findings, each, finding.id.text()); };
  auto of_project = [&](auto const& each) { return has(plan.projects, each, projects[7].id.text()); };
  auto const rule = plans::brag_variant(plans::find_programme(tx));
  std::vector<Asked> out;
  auto add = [&](std::string name, std::string target, std::vector<std::string> shows) {
    out.push_back({std::move(name), std::move(target), session, std::move(shows)});
  };
  add("plan", "/plan", plan.rows(all, as_is));
  add("plan, page 7", "/plan?page=7", plan.rows(all, as_is, 600));
  add("plan by theme", "/plan?theme=" + theme.id.text(), plan.rows(of_theme, as_is));
  add("plan by finding", "/plan?finding=" + finding.id.text(), plan.rows(of_finding, as_is));
  add("plan, latest due first", "/plan?sort=due&order=desc",
      plan.rows(all, [](auto const& a, auto const& b) { return *a.due > *b.due; }));
  add("plan, late, by owner", "/plan?due=late&sort=owner",
      plan.rows([&](auto const& each) { return is_open(each) && *each.due < today; },
                [](auto const& a, auto const& b) { return a.owner_role < b.owner_role; }));
  add("plan, red", "/plan?colour=red",
      plan.rows(
          [&](auto const& each) {
            return plans::rules::word(plans::rules::brag(rule, plans::position_of(each, today)).colour) == "red";
          },
          as_is));
  add("plan, at risk", "/plan?status=at%20risk",
      plan.rows([](auto const& each) { return each.status == plans::ActionStatus::at_risk; }, as_is));
  add("finding", "/findings/" + finding.id.text(), plan.rows(of_finding, as_is));
  add("action", "/actions/" + action.id.text(), {action.title});
  add("project", "/projects/" + projects[7].id.text(), plan.rows(of_project, as_is));
  add("theme", "/themes/" + theme.id.text(), plan.rows(of_theme, as_is));
  std::vector<std::string> project_rows, finding_rows;
  for (auto const& each : projects) project_rows.push_back("\"/projects/" + each.id.text() + "\"");
  for (auto const& each : findings) finding_rows.push_back("\"/findings/" + each.id.text() + "\"");
  add("projects", "/projects", project_rows);
  add("timeline", "/plan/timeline", {});
  add("coverage", "/plan/coverage", {});
  add("inspections", "/inspections", {});
  add("my work", "/", {});
  add("updates", "/plan/updates", {});
  std::vector<Date> days;
  for (auto const& each : plan.actions) days.push_back(*each.due);
  std::sort(days.begin(), days.end());
  auto const last = days[std::min<std::size_t>(days.size() - 1, 3000)].plus_days(-1);
  auto const rows =
      static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), last.plus_days(1)) - days.begin());
  add(fmt::format("CSV of {} rows", rows), "/plan.csv?to=" + last.iso(), {});
  add("CSV of all", "/plan.csv", {});
  return out;
}

// The rows of the CSV differ a little between councils.
std::string printed_name(Asked const& page) {
  return page.name.starts_with("CSV of") && page.name != "CSV of all" ? "CSV of 3,000" : page.name;
}

bool shows_all(Asked const& asked, Answer const& answer) {
  std::size_t at = 0;
  for (auto const& each : asked.shows) {
    at = answer.body.find(each, at);
    if (at == std::string::npos) return false;
    at += each.size();
  }
  return answer.status == 200;
}

double at_share(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1) + 0.5)];
}

struct Figures {
  std::vector<double> cold, warm;
  double processor = 0;  ///< milliseconds for one request, alone
  std::size_t bytes = 0;
  int wrong = 0;
};

// Every page of every council in turn, over `connections` at once.
void ask_all(int port, std::vector<std::vector<Asked>> const& councils, int connections, int rounds,
             std::map<std::string, Figures>& figures, bool is_cold) {
  std::vector<std::map<std::string, Figures>> own(static_cast<std::size_t>(connections));
  std::vector<std::thread> threads;
  for (int each = 0; each < connections; ++each)
    threads.emplace_back([&, each] {
      Connection connection{port};
      auto& mine = own[static_cast<std::size_t>(each)];
      for (int round = each; round < rounds; round += connections) {
        auto const& pages = councils[static_cast<std::size_t>(round) % councils.size()];
        for (auto const& page : pages) {
          auto answer = connection.get(page.target, page.session);
          auto& figure =
              mine[page.name.starts_with("CSV of") && page.name != "CSV of all" ? "CSV of 3,000" : page.name];
          (is_cold ? figure.cold : figure.warm).push_back(answer.milliseconds);
          figure.bytes = answer.body.size();
          figure.wrong += shows_all(page, answer) ? 0 : 1;
        }
      }
    });
  for (auto& thread : threads) thread.join();
  for (auto& each : own)
    for (auto& [name, figure] : each) {
      auto& sum = figures[name];
      sum.cold.insert(sum.cold.end(), figure.cold.begin(), figure.cold.end());
      sum.warm.insert(sum.warm.end(), figure.warm.begin(), figure.warm.end());
      sum.bytes = figure.bytes;
      sum.wrong += figure.wrong;
    }
}

void press(int port, std::vector<std::vector<Asked>> const& councils, int connections, int seconds,
           Server const& server) {
  std::atomic<bool> is_over{false};
  std::atomic<int> errors{0};
  std::vector<std::vector<double>> times(static_cast<std::size_t>(connections));
  std::vector<std::thread> threads;
  for (int each = 0; each < connections; ++each)
    threads.emplace_back([&, each] {
      try {
        Connection connection{port};
        for (std::size_t at = static_cast<std::size_t>(each); !is_over; ++at) {
          auto const& pages = councils[at % councils.size()];
          auto const& page = pages[(at / councils.size()) % pages.size()];
          auto const begin = Ticks::now();
          auto answer = connection.get(page.target, page.session);
          times[static_cast<std::size_t>(each)].push_back(
              std::chrono::duration<double, std::milli>(Ticks::now() - begin).count());
          if (!shows_all(page, answer)) ++errors;
        }
      } catch (std::runtime_error const&) {
        ++errors;
      }
    });
  std::this_thread::sleep_for(std::chrono::seconds{seconds});
  is_over = true;
  for (auto& thread : threads) thread.join();
  std::vector<double> together;
  for (auto const& each : times) together.insert(together.end(), each.begin(), each.end());
  fmt::print(
      "{:>3} connections: {:6.0f} requests a second, median {:6.1f} ms, p99 {:6.1f} ms at the client, {} errors, "
      "{:.0f} MB\n",
      connections, static_cast<double>(together.size()) / seconds, at_share(together, 0.5), at_share(together, 0.99),
      errors.load(), server.megabytes());
}

int measure(Options const& options) {
  auto database = open(options);
  SystemClock const clock;
  std::vector<std::vector<Asked>> councils;
  std::ifstream list(options.data + "/councils.txt");
  std::vector<std::pair<std::string, std::string>> made;
  for (std::string authority, manager; list >> authority >> manager;) made.emplace_back(authority, manager);
  for (std::size_t at = 0; at < made.size() && councils.size() < 4; at += std::max<std::size_t>(1, made.size() / 4)) {
    auto const authority = AuthorityId::trusted(made[at].first);
    auto session = people::start_session(*database, clock, AccountId::trusted(made[at].second), authority, "127.0.0.1");
    auto pages = pages_of(*database, authority, session.token, clock.today());
    if (!options.only.empty())
      std::erase_if(pages, [&](auto const& page) { return printed_name(page) != options.only; });
    if (pages.empty()) throw std::runtime_error("no page is called " + options.only);
    councils.push_back(std::move(pages));
  }
  database.reset();
  Server const server{options};
  auto const at_rest = server.megabytes();
  std::map<std::string, Figures> figures;
  ask_all(options.port, councils, 2, static_cast<int>(councils.size()), figures, true);
  ask_all(options.port, councils, 2, options.requests, figures, false);
  // On a machine that does other work too, processor time says more than the clock.
  for (auto const& page : councils.front()) {
    Connection connection{options.port};
    auto const before = server.processor_milliseconds();
    for (int again = 0; again < 20; ++again) connection.get(page.target, page.session);
    figures[printed_name(page)].processor = (server.processor_milliseconds() - before) / 20;
  }
  fmt::print("{} councils, {}\n{:<26}{:>9}{:>9}{:>9}{:>9}{:>11}{:>9}{:>9}\n", made.size(),
             options.postgresql.empty() ? "SQLite" : "PostgreSQL", "page, ms", "cold", "slowest", "median", "p99",
             "processor", "kB", "wrong");
  int wrong = 0;
  for (auto const& page : councils.front()) {
    auto const name = printed_name(page);
    auto const& figure = figures[name];
    fmt::print("{:<26}{:9.2f}{:9.2f}{:9.2f}{:9.2f}{:11.2f}{:9}{:9}\n", name, at_share(figure.cold, 0.5),
               at_share(figure.cold, 1), at_share(figure.warm, 0.5), at_share(figure.warm, 0.99), figure.processor,
               figure.bytes / 1024, figure.wrong);
    wrong += figure.wrong;
  }
  for (auto& pages : councils)
    if (options.only.empty()) std::erase_if(pages, [](auto const& page) { return page.name.starts_with("CSV"); });
  for (int connections : {1, 16, 64})
    if (options.seconds > 0) press(options.port, councils, connections, options.seconds, server);
  fmt::print("memory: {:.0f} MB at rest, {:.0f} MB at most\n", at_rest, server.megabytes("VmHWM:"));
  return wrong == 0 ? 0 : 1;
}

int make(Options const& options) {
  auto database = open(options);
  auto const today = SystemClock{}.today();
  std::ofstream list(options.data + "/councils.txt");
  for (int number = 1; number <= options.councils; ++number) {
    auto const begin = Ticks::now();
    auto council = test::make_large_council(*database, options.size, number, today);
    list << council.authority.text() << ' ' << council.manager.text() << std::endl;
    fmt::print("{} in {:.1f} s\n", council.name, std::chrono::duration<double>(Ticks::now() - begin).count());
    std::fflush(stdout);
  }
  // What PostgreSQL does by itself before long, where it is not switched off.
  if (!options.postgresql.empty()) {
    auto change = database->change(std::nullopt);
    change.execute({"analyze", "analyze", "analyze"});
    change.commit();
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  Options options;
  CLI::App app{"Programmes of full size, and the time their pages take"};
  app.require_subcommand(1);
  auto* making = app.add_subcommand("make", "Fill a new database");
  auto* measuring = app.add_subcommand("measure", "Start the server and time its pages");
  for (auto* each : {making, measuring}) {
    each->add_option("--data", options.data)->required();
    each->add_option("--postgresql", options.postgresql);
  }
  making->add_option("--councils", options.councils);
  making->add_option("--actions", options.size.actions);
  making->add_option("--updates", options.size.updates);
  measuring->add_option("--program", options.program)->required();
  measuring->add_option("--only", options.only, "One page alone, by its name in the table");
  measuring->add_option("--requests", options.requests);
  measuring->add_option("--port", options.port);
  measuring->add_option("--seconds", options.seconds,
                        "How long to press at each number of connections; 0 leaves it out");
  CLI11_PARSE(app, count, words);
  try {
    return *making ? make(options) : measure(options);
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
