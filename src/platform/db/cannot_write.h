#pragma once

#include <filesystem>
#include <string>

#include "platform/core/unavailable.h"
#include "platform/db/db.h"

namespace gt::db {

enum class Obstacle { no_room, read_only };

/// Whether the folder lies on a disk that can only be read. Then nobody changes what is there, by this way at least.
bool lies_on_read_only_disk(std::filesystem::path const& folder);

/// Nothing can be written at the moment, though it can be read. The change was not made.
class CannotWrite : public DatabaseError, public Unavailable {
 public:
  explicit CannotWrite(Obstacle obstacle) : DatabaseError{words(obstacle)}, Unavailable{words(obstacle)} {}

  static std::string words(Obstacle obstacle);
  /// Throws when the number of a failed system call (errno) is about a full disk or one that can only be read.
  static void throw_if_obstacle(int number);
  /// Tries to write to the folder, and throws when that is refused for such a reason. SQLite does not say why it could
  /// not write.
  static void throw_if_refused(std::filesystem::path const& folder);
};

}  // namespace gt::db
