#include "platform/office/child.h"

#include <cerrno>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gt::office {

OwnedDescriptor::~OwnedDescriptor() {
  if (value_ >= 0) ::close(value_);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void lower_limit(int resource, rlim_t most) {
  rlimit now{};
  if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &now) != 0) return;
  now.rlim_cur = now.rlim_max = most < now.rlim_max ? most : now.rlim_max;
  ::setrlimit(static_cast<__rlimit_resource_t>(resource), &now);
}

bool ends_in_time(pid_t child, std::chrono::milliseconds patience) {
  OwnedDescriptor const process{static_cast<int>(::syscall(SYS_pidfd_open, child, 0))};
  if (!process.is_open()) return false;
  auto const end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd asked{process.value(), POLLIN, 0};
    auto const ready = ::poll(&asked, 1, static_cast<int>(left));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

}  // namespace gt::office
