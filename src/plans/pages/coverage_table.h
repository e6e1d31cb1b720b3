#pragma once

#include <vector>

#include "inspections/inspections.h"
#include "plans/lists/coverage.h"
#include "platform/html/query.h"
#include "platform/pages/pages.h"
#include "platform/sheet/table.h"

// The list of findings and what answers them: its order, and its downloads. For this folder.
namespace gt::plans {

/// `?sort=` "finding" (by number), "inspection", "themes" or "actions" (by how many), `?order=desc`; as given when the
/// key is another one. Points into `findings`.
std::vector<inspections::Finding const*> findings_in_order(std::vector<inspections::Finding> const& findings,
                                                           html::Query const& query, FindingAnswers const& answers);

/// The findings that the page shows, in its order, with their themes and actions by name and where the actions stand.
Result<sheet::Table> coverage_sheet(pages::PageCall& call);

}  // namespace gt::plans
