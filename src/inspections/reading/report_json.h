#pragma once

#include <string>
#include <string_view>

#include "inspections/reading/report.h"

namespace gt::inspections {

/// The one-line JSON object of a reading, without a line end. `file` is the argument as given. Text that is not valid
/// UTF-8 has its bad bytes replaced; this never fails.
std::string report_json(std::string_view file, ReportReading const& reading);

/// `{"file":...,"error":{"code":...,"message":...}}` in one line.
std::string error_json(std::string_view file, std::string_view code, std::string_view message);

}  // namespace gt::inspections
