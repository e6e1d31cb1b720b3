#pragma once

#include "platform/office/turns.h"

namespace gt::office {

/// At most so many threads of this process write or print documents, or wait for that, at one time; the others are
/// turned away at once. A server calls it before its first request, so that a worker is left for everything else.
void limit_threads_at_documents(int most);

/// Held while a document is made, also while waiting for a turn; null when as many are at it already.
Turns::Turn begin_document();

/// Gives memory that is no longer used back to the system at its own end. Declared before everything that a document is
/// made of, so that it goes last: a large plan would otherwise stay in the size of the process.
class MemoryGivenBack {
 public:
  MemoryGivenBack() = default;
  MemoryGivenBack(MemoryGivenBack const&) = delete;
  MemoryGivenBack& operator=(MemoryGivenBack const&) = delete;
  ~MemoryGivenBack();
};

}  // namespace gt::office
