#pragma once

#include <optional>

#include "platform/core/file_content.h"
#include "platform/pdf/pdf.h"

namespace gt::pdf {

/// The failure in words; `page` names the first page at fault, 0 for none.
Failure failure(Fault fault, Limits const& limits, int page = 0);

/// What can be told from the bytes alone, without parsing: not a PDF, too large, or cut off before its end.
std::optional<Failure> refuse_by_appearance(FileContent const& content, Limits const& limits);

}  // namespace gt::pdf
