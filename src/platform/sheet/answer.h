#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/sheet/refused.h"

/// The form in which the confined process gives back what it read. README.md beside this file describes it.
namespace gt::sheet {

/// Gives the workbook's bytes to `write`, piece by piece.
void write_answer(Workbook const& workbook, std::function<void(std::string_view)> const& write);
std::string refusal_answer(Refused const& refused);

/// Reads an answer and trusts nothing in it: lengths, numbers, kinds, UTF-8 and limits are checked, and an answer that
/// breaks the form is a damaged file.
tl::expected<Workbook, Failure> read_answer(std::string_view answer, std::string const& filename, Limits const& limits);

/// How many bytes an answer within the limits has at most.
std::size_t largest_answer(Limits const& limits);

}  // namespace gt::sheet
