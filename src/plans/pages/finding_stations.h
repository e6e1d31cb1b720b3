#pragma once

#include <vector>

#include "plans/pages/finding_load.h"
#include "platform/html/thread.h"

/// The stations of a finding's thread: each a full knot, a part or a gap.
namespace gt::plans {

/// Where the sentence stands in the report.
html::Html source_of(inspections::Finding const& finding);
bool is_from_families(evidence::Evidence const& each);

html::Station sentence_station(inspections::Finding const& finding);
html::Station theme_station(pages::PageCall const& call, LoadedFinding const& loaded);
/// `state` is of the box in which an action is linked by its number.
html::Station action_station(pages::PageCall const& call, LoadedFinding const& loaded, Date today,
                             html::FormState const& state = {});
html::Station project_station(LoadedFinding const& loaded);
/// What the finding's themes and projects are to change, with the success measures of each.
html::Html objectives_table(LoadedFinding const& loaded);
/// Evidence, measures, audit and staff, children and families.
std::vector<html::Station> proof_stations(LoadedFinding const& loaded, Date today);

}  // namespace gt::plans
