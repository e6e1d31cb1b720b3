#pragma once

#include <string>
#include <vector>

#include "plans/pages/finding_load.h"
#include "platform/html/thread.h"

/// The stations of a finding's thread: each a full knot, a part or a gap.
namespace gt::plans {

/// Where the sentence stands in the report.
html::Html source_of(inspections::Finding const& finding);
/// Whether its text is no longer what was read from the report.
bool is_mended(inspections::Finding const& finding);
/// "9 days past its first date; a later date, 18 December 2026, was agreed".
std::string past_first_words(Action const& action, Date today);

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
/// What each of those says where it is a gap; nothing of one whose pieces have all expired, which are named one by one.
std::vector<html::Html> proof_gaps(LoadedFinding const& loaded, Date today);

}  // namespace gt::plans
