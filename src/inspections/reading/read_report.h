#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "inspections/reading/report.h"
#include "platform/pdf/pdf.h"

namespace gt::inspections {

/// Why text is no report: `code` is a word of the JSON (`not_recognised`, `no_text`), `message` says in plain English
/// what was found and what to do.
struct ReadRefusal {
  std::string code;
  std::string message;
};

/// Reads a report from its pages. Pure: the same pages always give the same reading; time grows in proportion to the
/// text, whatever the text is.
tl::expected<ReportReading, ReadRefusal> read_report(std::vector<pdf::Page> const& pages);

}  // namespace gt::inspections
