#include "plans/lists/action_colours.h"

#include <algorithm>
#include <array>

#include "plans/actions/action_rules.h"

namespace gt::plans {

namespace {

// Days late of the shortest and the longest length that the rule tells apart; 0 stands for not late.
using Lengths = std::array<int, 3>;

Lengths lengths_of(std::vector<int> const& told_apart) {
  Lengths out{};
  for (std::size_t at = 0; at < told_apart.size(); ++at) out[at + 1] = told_apart[at];
  return out;
}

// A date before this day is late by `days` or more.
db::Value late_before(Date today, int days) {
  return days == 0 ? db::Value(nullptr) : db::Value(today.plus_days(1 - days));
}

bool is_agreed(rules::Rung rung) { return rung >= rules::Rung::practice; }

// In the order in which action_filter.part.sql counts.
std::string letters(std::string_view variant, std::string_view colour, Lengths const& first, Lengths const& agreed) {
  auto const& brag = rules::brag_rules();
  std::string out;
  for (auto delivered : rules::kAllDelivered)
    for (auto rung : rules::kAllRungs)
      for (auto late_first : first)
        for (auto late_agreed : agreed)
          for (bool has_recovery : {false, true}) {
            rules::Position const position{.delivered = delivered,
                                           .difference = rung,
                                           .agreed = is_agreed(rung),
                                           .days_late_first = late_first,
                                           .days_late_agreed = late_agreed,
                                           .worst_open_risk = 0,
                                           .has_recovery = has_recovery};
            out += rules::word(brag.colour(variant, position)) == colour ? '1' : '0';
          }
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

db::Params colour_params(std::string_view variant, std::string_view colour, Date today) {
  Lengths first{}, agreed{};
  db::Value shown = nullptr;
  if (!colour.empty()) {
    auto const late = rules::brag_rules().lateness(variant);
    first = lengths_of(late.first);
    agreed = lengths_of(late.agreed);
    shown = letters(variant, colour, first, agreed);
  }
  return {{"colours", std::move(shown)},
          {"first_due_shortly_before", late_before(today, first[1])},
          {"first_due_long_before", late_before(today, first[2])},
          {"due_shortly_before", late_before(today, agreed[1])},
          {"due_long_before", late_before(today, agreed[2])}};
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
