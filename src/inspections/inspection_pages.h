#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "inspections/inspections.h"
#include "platform/office/writer.h"
#include "platform/pages/pages.h"

namespace gt::inspections {

/// What the plan says of findings; by finding id. Wired by app, so that this slice need not know the plan.
using FindCoverage = std::function<std::map<std::string, Coverage>(db::Transaction&)>;

/// Adds `/inspections`, `/readings/{id}`, `/targets` and the pages below them. `largest_upload` in bytes; `writer`
/// makes files of an inspection's summary.
void add_pages(pages::Site& site, FindCoverage find_coverage, std::size_t largest_upload,
               office::Writer const& writer = office::Writer::installed());

}  // namespace gt::inspections
