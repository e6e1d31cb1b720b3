#include "plans/lists/action_colours.h"

#include <algorithm>

#include "plans/actions/action_rules.h"

namespace gt::plans {

namespace {

bool is_agreed(rules::Rung rung) { return rung >= rules::Rung::practice; }

std::array<int, 3> lengths_of(std::vector<int> const& told_apart) {
  std::array<int, 3> out{};
  for (std::size_t at = 0; at < told_apart.size(); ++at) out[at + 1] = told_apart[at];
  return out;
}

}  // namespace

std::string brag_variant(std::optional<Programme> const& programme) {
  return programme ? programme->brag_variant : rules::brag_rules().variants().front();
}

rules::Position position_of(Action const& action, Date today) {
  auto rung = rules::rung_from_code(action.difference).value_or(rules::Rung::none);
  return {.delivered = action.status,
          .difference = rung,
          .agreed = is_agreed(rung),
          .days_late_first = days_late_against_first(action, today),
          .days_late_agreed = days_late(action, today),
          .worst_open_risk = 0,
          .has_recovery = !action.recovery.empty()};
}

ColourMatch::ColourMatch(std::string variant, std::string colour, Date today)
    : variant_{std::move(variant)}, colour_{std::move(colour)}, today_{day_number(today)} {
  auto const late = rules::brag_rules().lateness(variant_);
  first_ = lengths_of(late.first);
  agreed_ = lengths_of(late.agreed);
}

std::size_t ColourMatch::length_of(Lengths const& lengths, int days_late) {
  std::size_t at = 0;
  for (std::size_t longer = 1; longer < lengths.size(); ++longer)
    if (lengths[longer] > 0 && days_late >= lengths[longer]) at = longer;
  return at;
}

bool ColourMatch::matches(BriefAction const& action) {
  auto late = [&](Lengths const& lengths, DayNumber due) {
    return action.is_late(due, today_) ? length_of(lengths, today_ - due) : 0;
  };
  auto const first = late(first_, action.first_due), agreed = late(agreed_, action.due);
  auto const place =
      (((static_cast<std::size_t>(action.status) * 6 + static_cast<std::size_t>(action.difference)) * 3 + first) * 3 +
       agreed) *
          2 +
      (action.has_recovery ? 1 : 0);
  auto& answer = answers_.at(place);
  if (answer == Answer::unknown) {
    rules::Position const position{.delivered = action.status,
                                   .difference = action.difference,
                                   .agreed = is_agreed(action.difference),
                                   .days_late_first = first_[first],
                                   .days_late_agreed = agreed_[agreed],
                                   .worst_open_risk = 0,
                                   .has_recovery = action.has_recovery};
    bool const is_it = rules::word(rules::brag_rules().colour(variant_, position)) == colour_;
    answer = is_it ? Answer::yes : Answer::no;
  }
  return answer == Answer::yes;
}

std::vector<ColourChoice> colour_choices(std::string_view variant) {
  std::vector<ColourChoice> out;
  for (auto const& each : rules::key(variant)) {
    auto const colour = rules::word(each.colour);
    auto found = std::find_if(out.begin(), out.end(), [&](ColourChoice const& old) { return old.colour == colour; });
    if (found == out.end()) found = out.insert(out.end(), ColourChoice{std::string(colour), {}});
    found->words.push_back(each.word);
  }
  return out;
}

}  // namespace gt::plans
