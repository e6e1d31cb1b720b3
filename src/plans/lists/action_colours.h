#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/lists/brief_plan.h"
#include "plans/plans.h"
#include "plans/rules/brag.h"

/// The colour of an action, which its council's rule gives from the two ratings, dates and recovery: for one action
/// that is at hand, and for thousands that a list is filtered by.
namespace gt::plans {

/// The council's rule; the first one of the data where there is no programme yet.
std::string brag_variant(std::optional<Programme> const& programme);

/// Where an action stands on `today`, for the rule. Risks stand with projects, so none counts here.
rules::Position position_of(Action const& action, Date today);

/// Whether the rule of `variant` gives actions `colour` today. Asks the rule once for each place that an action can
/// stand in. A colour that the variant does not have matches nothing.
class ColourMatch {
 public:
  ColourMatch(std::string variant, std::string colour, Date today);
  bool matches(BriefAction const& action);

 private:
  // Days late of the shortest and the longest length that the rule tells apart; 0 stands for not late.
  using Lengths = std::array<int, 3>;
  static std::size_t length_of(Lengths const& lengths, int days_late);
  enum class Answer : std::uint8_t { unknown, no, yes };

  std::string variant_, colour_;
  DayNumber today_;
  Lengths first_{}, agreed_{};
  std::array<Answer, std::size_t{5} * 6 * 3 * 3 * 2> answers_{};
};

struct ColourChoice {
  std::string colour;              ///< "red"
  std::vector<std::string> words;  ///< what it stands for in the variant's key: "Late", "Off track"
};
/// In the order of the variant's key.
std::vector<ColourChoice> colour_choices(std::string_view variant);

}  // namespace gt::plans
