#include "platform/web/temporary_file.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace gt::web {

TemporaryFile::TemporaryFile(std::filesystem::path const& folder) {
  std::string name = (folder / "goldenthread-upload-XXXXXX").string();
  descriptor_ = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0)
    throw std::system_error(errno, std::generic_category(), "no temporary file in " + folder.string());
  // Gone from the folder at once, so that nothing is left of it however this process ends.
  unlink(name.c_str());
  path_ = "/proc/self/fd/" + std::to_string(descriptor_);
}

TemporaryFile::~TemporaryFile() { close(descriptor_); }

void TemporaryFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    auto written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::system_error(errno, std::generic_category(), "cannot write " + path_.string());
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace gt::web
