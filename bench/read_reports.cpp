// Compares a command that reads PDF reports with `pdftotext -layout` on the same files in the same run.
//
//   read_reports [--runs N] COMMAND... -- FILE...
//
// The command gets all files in one call; pdftotext gets them one by one, as it must. For each: processor seconds of
// all its processes (user + system), the elapsed time and the peak of the memory held by all its processes at one
// moment.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Cost {
  double processor_seconds = 0;
  double elapsed_seconds = 0;
  long peak_kilobytes = 0;
  int exit_status = 0;
};

/// The process group of a process, from /proc/PID/stat; the name in brackets may hold anything.
int group_of(fs::path const& process) {
  std::ifstream file(process / "stat");
  std::string const line((std::istreambuf_iterator<char>(file)), {});
  std::size_t const after_name = line.rfind(')');
  if (after_name == std::string::npos) return -1;
  char state = 0;
  int parent = 0;
  int group = -1;
  return std::sscanf(line.c_str() + after_name + 1, " %c %d %d", &state, &parent, &group) == 3 ? group : -1;
}

/// The process's share of the memory it uses (a page that n processes share counts as 1/n); where that is not shown to
/// us (an unprivileged user and a process that forbids it), its whole resident size, which is more.
long kilobytes_of(fs::path const& process) {
  std::ifstream shares(process / "smaps_rollup");
  for (std::string line; std::getline(shares, line);) {
    if (line.starts_with("Pss:")) return std::strtol(line.c_str() + 4, nullptr, 10);
  }
  std::ifstream pages(process / "statm");
  long size = 0;
  long resident = 0;
  pages >> size >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

long kilobytes_of_group(int group) {
  long sum = 0;
  std::error_code gone;
  for (fs::directory_entry const& entry : fs::directory_iterator("/proc", gone)) {
    std::string const name = entry.path().filename();
    if (std::isdigit(static_cast<unsigned char>(name[0])) != 0 && group_of(entry.path()) == group) {
      sum += kilobytes_of(entry.path());
    }
  }
  return sum;
}

double seconds(timeval const& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

Cost run(std::vector<std::string> const& words) {
  std::vector<char*> arguments;
  for (std::string const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  auto const start = Clock::now();
  pid_t const child = fork();
  if (child == 0) {
    setpgid(0, 0);
    int const null = open("/dev/null", O_RDWR);
    for (int descriptor : {0, 1, 2}) dup2(null, descriptor);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  Cost cost;
  int status = 0;
  rusage used{};
  while (wait4(child, &status, WNOHANG, &used) == 0) {
    cost.peak_kilobytes = std::max(cost.peak_kilobytes, kilobytes_of_group(child));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  cost.elapsed_seconds = std::chrono::duration<double>(Clock::now() - start).count();
  cost.processor_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);  // With all children it waited for.
  cost.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return cost;
}

Cost run_pdftotext(std::vector<std::string> const& files) {
  Cost sum;
  for (std::string const& file : files) {
    Cost const one = run({"pdftotext", "-layout", file, "/dev/null"});
    sum.processor_seconds += one.processor_seconds;
    sum.elapsed_seconds += one.elapsed_seconds;
    sum.peak_kilobytes = std::max(sum.peak_kilobytes, one.peak_kilobytes);
    sum.exit_status = std::max(sum.exit_status, one.exit_status);
  }
  return sum;
}

void print(char const* name, Cost const& cost) {
  std::printf("%-10s  %7.2f s processor  %7.2f s elapsed  %7.1f MB peak  exit %d\n", name, cost.processor_seconds,
              cost.elapsed_seconds, static_cast<double>(cost.peak_kilobytes) / 1024, cost.exit_status);
}

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> words(values + 1, values + count);
  int runs = 3;
  if (words.size() > 2 && words[0] == "--runs") {
    runs = std::max(1, std::atoi(words[1].c_str()));
    words.erase(words.begin(), words.begin() + 2);
  }
  auto const divider = std::find(words.begin(), words.end(), "--");
  if (divider == words.begin() || divider == words.end() || divider + 1 == words.end()) {
    std::fputs("Usage: read_reports [--runs N] COMMAND... -- FILE...\n", stderr);
    return 2;
  }
  std::vector<std::string> const files(divider + 1, words.end());
  std::vector<std::string> command(words.begin(), divider);
  command.insert(command.end(), files.begin(), files.end());
  std::vector<double> ratios;
  for (int turn = 0; turn < runs; ++turn) {
    Cost const ours = run(command);
    if (ours.exit_status >= 126) {
      std::fprintf(stderr, "%s could not be run.\n", command[0].c_str());
      return 5;
    }
    Cost const theirs = run_pdftotext(files);
    print("command", ours);
    print("pdftotext", theirs);
    ratios.push_back(ours.processor_seconds / theirs.processor_seconds);
    std::printf("ratio of processor time %.2f\n", ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("%zu files, %d runs, median ratio of processor time %.2f\n", files.size(), runs,
              ratios[ratios.size() / 2]);
  return 0;
}
