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
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bench/asked_pages.h"
#include "people/people.h"
#include "tests/support/large_boards.h"
#include "tests/support/large_money.h"
#include "tests/support/large_programme.h"

namespace {

using namespace gt;
using namespace gt::bench;
using Ticks = std::chrono::steady_clock;

struct Options {
  std::string data, postgresql, program;
  std::string only;  ///< the one page to ask for, by name; empty: all
  int councils = 33, requests = 200, port = 18080, seconds = 5, starts = 0;
  test::ProgrammeSize size;
  test::BoardsSize boards;
  test::MoneySize money;
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
    auto const begun = Ticks::now();
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
    for (int attempt = 0; attempt < 15'000; ++attempt) {
      try {
        Connection{port_};
        started_in_ = std::chrono::duration<double, std::milli>(Ticks::now() - begun).count();
        return;
      } catch (std::runtime_error const&) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
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

  /// Milliseconds from starting the program until it took a connection.
  double started_in() const { return started_in_; }
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
  double started_in_ = 0;
};

// ---- Figures ----

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
          auto& figure = mine[printed_name(page)];
          (is_cold ? figure.cold : figure.warm).push_back(answer.milliseconds);
          figure.bytes = answer.body.size();
          figure.wrong += answer.status == 200 && shows_all(page, answer.body) ? 0 : 1;
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
          if (answer.status != 200 || !shows_all(page, answer.body)) ++errors;
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

// Each page as the first that a server is asked for, started anew for it: what it reads and keeps for later requests is
// paid by that one. The files themselves have been read before, by the engine that made or measured them.
void measure_cold(Options const& options, std::vector<Asked> const& pages) {
  fmt::print("first request after the start, {} starts a page\n{:<26}{:>9}{:>9}\n", options.starts, "page, ms",
             "median", "slowest");
  std::fflush(stdout);  // or each server that is started would print it again
  for (auto const& page : pages) {
    std::vector<double> times;
    for (int start = 0; start < options.starts; ++start) {
      Server const server{options};
      times.push_back(Connection{options.port}.get(page.target, page.session).milliseconds);
    }
    fmt::print("{:<26}{:9.2f}{:9.2f}\n", printed_name(page), at_share(times, 0.5), at_share(times, 1));
    std::fflush(stdout);
  }
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
  if (options.starts > 0) {
    measure_cold(options, councils.front());
    return 0;
  }
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
  fmt::print("started in {:.0f} ms; memory: {:.0f} MB at rest, {:.0f} MB at most\n", server.started_in(), at_rest,
             server.megabytes("VmHWM:"));
  return wrong == 0 ? 0 : 1;
}

int make(Options const& options) {
  auto database = open(options);
  auto const today = SystemClock{}.today();
  std::ofstream list(options.data + "/councils.txt");
  for (int number = 1; number <= options.councils; ++number) {
    auto const begin = Ticks::now();
    auto council = test::make_large_council(*database, options.size, number, today);
    if (options.boards.bodies > 0) test::make_large_boards(*database, council.authority, options.boards, today);
    if (options.money.lines > 0) test::make_large_money(*database, council.authority, options.money, today);
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
  making->add_option("--bodies", options.boards.bodies, "Bodies that meet monthly, in each council; 0 leaves them out");
  making->add_option("--years", options.boards.years, "For how long they have met");
  making->add_option("--lines", options.money.lines, "Cost lines over ten years, in each council; 0 leaves them out");
  measuring->add_option("--program", options.program)->required();
  measuring->add_option("--only", options.only, "One page alone, by its name in the table");
  measuring->add_option("--requests", options.requests);
  measuring->add_option("--port", options.port);
  measuring->add_option("--starts", options.starts,
                        "Instead, start the server so often for each page and time its first request");
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
