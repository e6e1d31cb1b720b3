#include "platform/office/run_program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/office/child.h"

namespace gt::office {

namespace {

constexpr rlim_t most_output = rlim_t{32} << 20;
constexpr rlim_t most_seconds = 20;
constexpr rlim_t most_descriptors = 64;
constexpr std::size_t most_complaint = 500;

std::string read_all(int descriptor, std::size_t most) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0 || about.st_size <= 0) return {};
  std::string out(std::min(static_cast<std::size_t>(about.st_size), most), '\0');
  std::size_t have = 0;
  while (have < out.size()) {
    auto const got = ::pread(descriptor, out.data() + have, out.size() - have, static_cast<off_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return {};
    have += static_cast<std::size_t>(got);
  }
  return out;
}

// It speaks to nobody: sockets are refused, and so is looking into other processes. Calls in another processor’s tongue
// end it.
bool forbid_sockets() {
  sock_filter rules[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
  };
  sock_fprog program{static_cast<unsigned short>(sizeof rules / sizeof rules[0]), rules};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// After the fork, in a copy of a program with threads: nothing here allocates or takes a lock.
[[noreturn]] void become(char* const* arguments, char* const* environment, int input, int output, int complaint) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(complaint, 2) < 0) ::_exit(127);
  ::syscall(SYS_close_range, 3U, ~0U, 0U);
  if (::chdir("/") != 0) ::_exit(127);
  lower_limit(RLIMIT_CPU, most_seconds);
  lower_limit(RLIMIT_FSIZE, most_output);
  lower_limit(RLIMIT_NOFILE, most_descriptors);
  lower_limit(RLIMIT_CORE, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  if (!forbid_sockets()) ::_exit(127);
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

}  // namespace

ProgramEnd run_program(std::vector<std::string> const& arguments, std::string_view input,
                       std::chrono::milliseconds patience) {
  using How = ProgramEnd::How;
  OwnedDescriptor const from{::memfd_create("input", MFD_CLOEXEC)}, to{::memfd_create("output", MFD_CLOEXEC)},
      complaint{::memfd_create("complaint", MFD_CLOEXEC)};
  if (!from.is_open() || !to.is_open() || !complaint.is_open() || !write_all(from.value(), input) ||
      ::lseek(from.value(), 0, SEEK_SET) != 0)
    return {How::not_started, {}};
  std::vector<std::string> own = arguments, settings{"LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent"};
  std::vector<char*> words, environment;
  for (auto& each : own) words.push_back(each.data());
  for (auto& each : settings) environment.push_back(each.data());
  words.push_back(nullptr);
  environment.push_back(nullptr);
  auto const child = ::fork();
  if (child < 0) return {How::not_started, {}};
  if (child == 0) become(words.data(), environment.data(), from.value(), to.value(), complaint.value());
  bool const in_time = ends_in_time(child, patience);
  if (!in_time) ::kill(child, SIGKILL);
  int const status = wait_for(child);
  ProgramEnd end{How::failed,
                 {},
                 WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                 WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                 read_all(complaint.value(), most_complaint)};
  if (!in_time || end.signal == SIGXCPU) {
    end.how = How::too_slow;
  } else if (end.signal == 0 && end.status == 0) {
    end.how = How::done;
    end.output = read_all(to.value(), most_output);
  }
  return end;
}

}  // namespace gt::office
