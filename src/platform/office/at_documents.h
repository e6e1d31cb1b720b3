#pragma once

#include "platform/office/turns.h"

namespace gt::office {

/// At most so many threads of this process write or print documents, or wait for that, at one time; the others are
/// turned away at once. A server calls it before its first request, so that a worker is left for everything else.
void limit_threads_at_documents(int most);

/// Held while a document is made, also while waiting for a turn; null when as many are at it already.
Turns::Turn begin_document();

}  // namespace gt::office
