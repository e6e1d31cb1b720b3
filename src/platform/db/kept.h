#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace gt::db {

/// What was worked out from councils' rows, each with the stamp of the rows it was made from. Holds at most as many as
/// are told, and lets go first of what was not asked for longest. Used by all threads.
class Kept {
 public:
  explicit Kept(std::size_t most) : most_{most} {}

  /// Nothing when it is not there, or made from other rows.
  std::shared_ptr<void const> find(std::string_view name, std::string const& authority, std::int64_t stamp);
  void keep(std::string_view name, std::string const& authority, std::int64_t stamp, std::shared_ptr<void const> made);

 private:
  struct Entry {
    std::int64_t stamp;
    std::uint64_t last_asked;
    std::shared_ptr<void const> made;
  };
  std::mutex mutex_;
  std::size_t most_;
  std::uint64_t asked_ = 0;
  std::map<std::pair<std::string, std::string>, Entry> entries_;
};

}  // namespace gt::db
