#include "platform/db/cannot_write.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace gt::db {

bool lies_on_read_only_disk(std::filesystem::path const& folder) {
  return ::access(folder.c_str(), W_OK) != 0 && errno == EROFS;
}

std::string CannotWrite::words(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::no_room:
      return "There is no room left on the server’s disk, so nothing was changed. What is there can still be read. Ask "
             "whoever looks after the server to make room, then do this again.";
    case Obstacle::read_only:
      return "The server’s disk can only be read at the moment, so nothing was changed. What is there can still be "
             "read. Ask whoever looks after the server to see why (a disk with faults is often switched to reading "
             "only), then do this again.";
  }
  ENSURE(false);
}

void CannotWrite::throw_if_obstacle(int number) {
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) throw CannotWrite(Obstacle::no_room);
  if (number == EROFS) throw CannotWrite(Obstacle::read_only);
}

void CannotWrite::throw_if_refused(std::filesystem::path const& folder) {
  auto const path = folder / (".trial-" + new_opaque_id());
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int number = file < 0 ? errno : 0;
  if (file >= 0) {
    ::unlink(path.c_str());  // first, so that nothing of it can stay
    std::string const page(4096, '\0');
    if (::write(file, page.data(), page.size()) < 0) number = errno;
    ::close(file);
  }
  throw_if_obstacle(number);
}

}  // namespace gt::db
