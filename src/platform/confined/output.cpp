#include <unistd.h>

#include <cerrno>

#include "platform/confined/confinement.h"
#include "platform/confined/work.h"

namespace gt::confined {
namespace {

constexpr std::size_t flush_at = std::size_t{64} << 10;

}  // namespace

void Output::write(std::string_view bytes) {
  waiting_.append(bytes);
  if (waiting_.size() >= flush_at) flush();
}

void Output::flush() {
  std::string_view rest = waiting_;
  while (!rest.empty()) {
    ssize_t const written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      _exit(exit_crashed);  // The reader has closed its end: nobody wants the rest.
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
}

}  // namespace gt::confined
