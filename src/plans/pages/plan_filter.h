#pragma once

#include <string>
#include <vector>

#include "plans/lists/things.h"
#include "plans/pages/action_table.h"
#include "platform/html/navigation.h"

// The form above a list of actions; what it chooses is lists/action_filter.h.
namespace gt::plans {

/// What the form offers besides themes and findings.
struct FilterChoices {
  std::vector<std::string> owners;
  std::vector<RecordName> stages, projects;
  std::string brag_variant;  ///< the council's rule, whose colours can be chosen
};
FilterChoices read_filter_choices(db::Transaction& transaction, std::string brag_variant);

html::Filter plan_filter(PlanNames const& names, FilterChoices const& choices, html::Query const& query,
                         std::int64_t shown, std::int64_t total);

/// The views of the plan as links; the list and the timeline keep the filter, whose fields are the same.
html::Html sub_pages(std::string_view current, html::Query const& filter);

}  // namespace gt::plans
