#include "plans/pages/roll_up_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/action_rules.h"

namespace gt::plans {

using namespace html;

namespace {

Html delivered_shape(rules::Delivered delivered) {
  auto word = rules::word(delivered);
  switch (delivered) {
    case rules::Delivered::not_started:
      return brag(Brag::grey, word);
    case rules::Delivered::on_track:
    case rules::Delivered::done:
      return brag(Brag::green, word);
    case rules::Delivered::at_risk:
      return brag(Brag::amber, word);
    case rules::Delivered::off_track:
      return brag(Brag::red, word);
  }
  ENSURE(false);
}

Html held_by(std::vector<Action> const& actions, std::vector<std::string> const& ids, std::string_view lead_in) {
  std::vector<Html> links;
  for (auto const& id : ids) {
    auto found = std::find_if(actions.begin(), actions.end(), [&](auto const& each) { return each.id.text() == id; });
    if (found != actions.end())
      links.push_back(link(words(fmt::format("action {}", found->number)), address_of(*found)));
  }
  Html out;
  if (!links.empty()) out << lead_in << " " << sentence_list(links) << ".";
  return out;
}

}  // namespace

std::optional<rules::RollUp> roll_up_of(std::vector<Action> const& actions, Date today) {
  std::vector<rules::Child> children;
  for (auto const& each : actions)
    children.push_back({each.id.text(), each.status, rules::rung_from_code(each.difference).value_or(rules::Rung::none),
                        days_late_against_first(each, today) > 0});
  return rules::roll_up(children);
}

Html roll_up_part(std::vector<Action> const& actions, Date today, std::string_view what) {
  auto judged = roll_up_of(actions, today);
  if (!judged) return paragraph(words(fmt::format("This {} has no action yet, so there is nothing to rate.", what)));
  Rating delivered{.question = "Delivered: did we do what we said?", .word = delivered_shape(judged->delivered)};
  delivered.because << judged->delivered_why;
  delivered.next = held_by(actions, judged->delivered_held_by, "Held back by");
  Rating difference_made{.question = "Difference made: is it different for children?",
                         .word = difference(static_cast<int>(judged->difference), rules::word(judged->difference))};
  difference_made.because << judged->difference_why;
  difference_made.next = held_by(actions, judged->difference_held_by, "No higher than");
  return ratings(delivered, difference_made);
}

}  // namespace gt::plans
