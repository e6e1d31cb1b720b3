#include "platform/db/kept.h"

#include <algorithm>

namespace gt::db {

std::shared_ptr<void const> Kept::find(std::string_view name, std::string const& authority, std::int64_t stamp) {
  std::lock_guard const lock{mutex_};
  auto const found = entries_.find({std::string(name), authority});
  if (found == entries_.end() || found->second.stamp != stamp) return nullptr;
  found->second.last_asked = ++asked_;
  return found->second.made;
}

void Kept::keep(std::string_view name, std::string const& authority, std::int64_t stamp,
                std::shared_ptr<void const> made) {
  std::lock_guard const lock{mutex_};
  auto& entry = entries_[{std::string(name), authority}];
  entry.stamp = stamp;
  entry.last_asked = ++asked_;
  entry.made.swap(made);
  if (entries_.size() <= most_) return;
  entries_.erase(std::min_element(entries_.begin(), entries_.end(), [](auto const& a, auto const& b) {
    return a.second.last_asked < b.second.last_asked;
  }));
}

}  // namespace gt::db
