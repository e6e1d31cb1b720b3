#pragma once

#include <string>
#include <string_view>

#include "inspections/reading/report.h"

namespace gt::inspections {

/// A reading as plain text for a person: authority, form, dates, inspectors, grades, what needs to improve, and what to
/// check by hand. Ends with a line end.
std::string report_summary(std::string_view file, ReportReading const& reading);

}  // namespace gt::inspections
