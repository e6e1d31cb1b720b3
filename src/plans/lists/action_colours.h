#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/plans.h"
#include "plans/rules/brag.h"
#include "platform/db/db.h"

/// The colour of an action, which its council's rule gives from the two ratings, dates and recovery: for one action
/// that is at hand, and as conditions of a query, so that a list filtered by colour is paged and counted by the
/// database.
namespace gt::plans {

/// The council's rule; the first one of the data where there is no programme yet.
std::string brag_variant(std::optional<Programme> const& programme);

/// Where an action stands on `today`, for the rule. Risks stand with projects, so none counts here.
rules::Position position_of(Action const& action, Date today);

/// What action_filter.part.sql asks: a letter for each place that an action can stand in, 1 where the rule of `variant`
/// gives it `colour`, and the days that part the lengths of lateness. All null without a colour; a colour that the
/// variant does not have matches nothing.
db::Params colour_params(std::string_view variant, std::string_view colour, Date today);

struct ColourChoice {
  std::string colour;              ///< "red"
  std::vector<std::string> words;  ///< what it stands for in the variant's key: "Late", "Off track"
};
/// In the order of the variant's key.
std::vector<ColourChoice> colour_choices(std::string_view variant);

}  // namespace gt::plans
