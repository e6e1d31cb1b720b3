#include "platform/confined/confinement.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <memory>

namespace gt::confined {
namespace {

/// Never raises a limit that this process was started with.
bool limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  rlimit value{};
  if (getrlimit(resource, &value) != 0) return false;
  value.rlim_max = std::min(value.rlim_max, hard);
  value.rlim_cur = std::min(value.rlim_max, soft);
  return setrlimit(resource, &value) == 0;
}

/// Libraries that meet the memory limit in C call abort() with ENOMEM still in errno.
[[noreturn, maybe_unused]] void on_abort(int) { _exit(errno == ENOMEM ? exit_out_of_memory : exit_crashed); }

bool lower_limits(Limits const& limits) {
  bool done = true;
#ifndef GT_SANITIZED
  // Sanitizers reserve terabytes of address space.
  done = limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
#endif
  auto const seconds = static_cast<rlim_t>(limits.processor_time.count());
  // The soft limit ends the process with SIGXCPU, which tells the reason; the hard one is for code that blocks it.
  done = limit(RLIMIT_CPU, seconds, seconds + 2) && done;
  done = limit(RLIMIT_FSIZE, 0, 0) && done;
  done = limit(RLIMIT_CORE, 0, 0) && done;
  done = limit(RLIMIT_NOFILE, answer_descriptor + 1, answer_descriptor + 1) && done;
  done = limit(RLIMIT_NPROC, 0, 0) && done;
  return done;
}

scmp_arg_cmp equals(unsigned argument, scmp_datum_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
[[maybe_unused]] scmp_arg_cmp bits(unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// The list of allowed calls; README.md beside this file says why each is there.
class Filter {
 public:
  /// Everything that is not named ends the process.
  Filter() : context_(seccomp_init(SCMP_ACT_KILL_PROCESS)), good_(context_ != nullptr) {}

  template <class... Conditions>
  void rule(std::uint32_t action, int call, Conditions... conditions) {
    std::array<scmp_arg_cmp, sizeof...(conditions)> const list{conditions...};
    good_ = good_ && seccomp_rule_add_array(context_.get(), action, call, list.size(), list.data()) == 0;
  }

  /// False if the kernel has no filters or a rule could not be made.
  bool load() { return good_ && seccomp_load(context_.get()) == 0; }

 private:
  struct Release {
    void operator()(void* context) const { seccomp_release(context); }
  };
  std::unique_ptr<void, Release> context_;
  bool good_;
};

void allow_own_calls(Filter& filter) {
  for (int const call :
       {SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
        SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(rt_sigreturn),
        SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getrandom), SCMP_SYS(sysinfo)}) {
    filter.rule(SCMP_ACT_ALLOW, call);
  }
  for (unsigned const descriptor : {2U, static_cast<unsigned>(answer_descriptor)}) {
    filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(write), equals(0, descriptor));
  }
  filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), equals(0, static_cast<scmp_datum_t>(getpid())));
#ifdef GT_SANITIZED
  for (int const call :
       {SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(sched_yield),
        SCMP_SYS(getrusage), SCMP_SYS(prctl), SCMP_SYS(getrlimit), SCMP_SYS(prlimit64), SCMP_SYS(nanosleep),
        SCMP_SYS(clock_nanosleep), SCMP_SYS(read), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(getppid)}) {
    filter.rule(SCMP_ACT_ALLOW, call);
  }
#else
  // Memory only, and never memory that can be run.
  filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(mmap), bits(2, PROT_EXEC, 0), bits(3, MAP_ANONYMOUS, MAP_ANONYMOUS));
  filter.rule(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), bits(2, PROT_EXEC, 0));
#endif
}

/// Looking for a font or a table fails as if it were not readable, and a question about the machine or a descriptor
/// gets no answer, so that the work goes on without. Other calls have no innocent use and end the process.
void refuse_softly(Filter& filter) {
  for (int const call : {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(stat), SCMP_SYS(lstat),
                         SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat),
                         SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat)}) {
    filter.rule(SCMP_ACT_ERRNO(EACCES), call);
  }
  for (int const call :
       {SCMP_SYS(uname), SCMP_SYS(getcwd), SCMP_SYS(sched_getaffinity), SCMP_SYS(ioctl), SCMP_SYS(fcntl)}) {
    filter.rule(SCMP_ACT_ERRNO(EPERM), call);
  }
}

}  // namespace

bool confine_this_process(Limits const& limits, bool filtered) {
#ifndef GT_SANITIZED
  std::signal(SIGABRT, on_abort);
#endif
  if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !lower_limits(limits)) {
    return false;
  }
  if (!filtered) return true;
  Filter filter;
  allow_own_calls(filter);
  refuse_softly(filter);
  return filter.load();
}

}  // namespace gt::confined
