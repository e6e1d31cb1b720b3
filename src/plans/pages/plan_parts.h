#pragma once

#include <string>
#include <vector>

#include "plans/plan_pages.h"
#include "plans/plan_store.h"
#include "plans/rules/brag.h"
#include "platform/pages/conflict.h"

// What the plan's pages share. Used by this folder only.
namespace gt::plans {

using pages::conflict_choice;
using pages::sent_version;

inline constexpr std::string_view plan_section = "Plan";
inline constexpr std::string_view inspections_section = "Inspections";

html::Link plan_link();
/// The views of the plan, `current` marked: "plan", "coverage", "updates", "programme".
html::Html sub_pages(std::string_view current);
html::Href address_of(Theme const& theme);
html::Href address_of(Action const& action);
html::Href address_of(inspections::Finding const& finding);
/// "7 Group supervision in every team", linked.
html::Html action_link(Action const& action);
/// "4 Management oversight", linked.
html::Html finding_link(inspections::Finding const& finding);
html::Html theme_link(Theme const& theme);
template <class T, class Function>
html::Html joined(std::vector<T const*> const& items, Function const& link, std::string_view none) {
  if (items.empty()) return html::words(none);
  std::vector<html::Html> links;
  for (auto const* each : items) links.push_back(link(*each));
  return html::sentence_list(links);
}

/// Shape and word of how far an action is delivered; being late outranks all but off track. “Late” is against the date
/// that stands, as in the council's rule; a first date that has passed is said in words of its own.
html::Html status_shape(Action const& action, Date today);
/// A position that a rule derived, and the key of the rule.
html::Html brag_of(rules::Brag const& position);
html::Html brag_key_of(std::string_view variant);
/// The key, folded: on every page that shows a colour.
html::Html colour_key(std::string_view variant);
/// How far the difference is shown, as the rung agreed.
html::Html difference_cell(Action const& action);
/// "14 days past the first date".
html::Html past_first_date(int days);
/// "Moved 3 times, 94 days." Nothing when the date never moved.
html::Html slippage_words(Action const& action);
/// The due date with how often it moved, the first one struck through, and how late it is: against the date that
/// stands, or else, so that nothing hides, against the first.
html::Html due_cell(Action const& action, Date today);

/// Actions with owner, date and the two ratings.
html::Table action_rows(std::vector<Action> const& actions, Date today, std::string caption);

std::vector<html::Option> status_options();

/// Reads the whole plan with the view permission.
Result<Plan> read_plan(pages::PageCall const& call);

/// The action of a number that was typed. Errors: invalid.
Result<ActionId> action_with_number(pages::PageCall const& call, std::string const& typed);

std::string printed(std::optional<Date> const& date);

}  // namespace gt::plans
