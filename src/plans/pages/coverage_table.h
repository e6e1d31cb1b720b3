#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "inspections/inspections.h"
#include "platform/html/query.h"
#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

// The list of findings and what answers them: its order, and its downloads. For this folder.
namespace gt::plans {

/// How many of something answer the finding.
using CountOf = std::function<std::int64_t(inspections::Finding const&)>;

/// `?sort=` "finding" (by number), "inspection", "themes" or "actions" (by how many), `?order=desc`; as given when the
/// key is another one. Points into `findings`.
std::vector<inspections::Finding const*> findings_in_order(std::vector<inspections::Finding> const& findings,
                                                           html::Query const& query, CountOf const& themes,
                                                           CountOf const& actions);

/// Every finding in the order of the page, with its themes and where its actions stand.
Result<sheet::Table> coverage_sheet(pages::PageCall& call);

}  // namespace gt::plans
