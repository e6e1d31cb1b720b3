#pragma once

#include <string_view>

#include "platform/sheet/sheet_reader.h"
#include "platform/sheet/workbook.h"

namespace gt::sheet {

/// Whether it begins as an iCalendar file does.
bool is_calendar(std::string_view bytes);

/// Reads an iCalendar file (RFC 5545) as a sheet: each content line, unfolded, stands in the row of its first line as
/// name in capitals, parameters as written, and value as written: the first row is BEGIN and VCALENDAR. What the lines
/// mean is for others. Throws Refused.
Workbook read_calendar_lines(std::string_view bytes, Limits const& limits);

}  // namespace gt::sheet
