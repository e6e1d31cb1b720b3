#include "platform/core/progress.h"

#include <utility>

namespace gt::progress {

namespace {
thread_local Watcher* watcher_here = nullptr;
}

Watched::Watched(Watcher& watcher) : before_{std::exchange(watcher_here, &watcher)} {}

Watched::~Watched() { watcher_here = before_; }

void at(std::int64_t done, std::int64_t total, std::string_view what) {
  if (watcher_here != nullptr) watcher_here->at({done, total, what});
}

}  // namespace gt::progress
