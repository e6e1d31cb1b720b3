#pragma once

#include <string_view>

#include "platform/confined/work.h"

namespace gt::pdf {

/// Loads what the PDF library needs once: its settings and the converters of the C library. Runs in the helper.
void prepare_library();

/// Reads one document of at most `most_pages` pages and writes an answer (answer.h). Runs in a confined process.
void read_document(std::string_view bytes, int most_pages, confined::Output& output);

}  // namespace gt::pdf
