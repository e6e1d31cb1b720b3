#include "platform/office/at_documents.h"

#include <limits>

#include <malloc.h>

namespace gt::office {

namespace {

std::unique_ptr<Turns>& threads() {
  static auto all = std::make_unique<Turns>(std::numeric_limits<int>::max(), 0);
  return all;
}

}  // namespace

void limit_threads_at_documents(int most) { threads() = std::make_unique<Turns>(most, 0); }

Turns::Turn begin_document() { return threads()->take(std::chrono::milliseconds{0}); }

MemoryGivenBack::~MemoryGivenBack() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace gt::office
