#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/pdf/pdf.h"

namespace gt::pdf {

/// The answer of the confined process is a row of records, each a letter and two little-endian numbers of 4 bytes:
///   'P' page number, length   followed by that many bytes of UTF-8 text; pages come in order from 1
///   'F' fault, page number    the document could not be read; the last record (page 0: none in particular)
///   'E' number of pages, 0    all pages have come; the last record
std::string page_record(int number, std::string_view text);
std::string fault_record(Fault fault, int page);
std::string end_record(int pages);

/// Reads an answer and trusts nothing in it: lengths, numbers, order and UTF-8 are checked, and an answer that breaks
/// the form is a damaged document.
tl::expected<Text, Failure> read_answer(std::string_view answer, Limits const& limits);

}  // namespace gt::pdf
