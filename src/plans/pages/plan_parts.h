#pragma once

#include <string>
#include <vector>

#include "plans/plan_pages.h"
#include "plans/plan_store.h"

// What the plan's pages share. Used by this folder only.
namespace gt::plans {

inline constexpr std::string_view plan_section = "Plan";
inline constexpr std::string_view inspections_section = "Inspections";

html::Link plan_link();
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

/// Shape and word of an action's status; late outranks the rest.
html::Html status_shape(Action const& action, Date today);
/// The due date with how late it is, and the first one when it moved.
html::Html due_cell(Action const& action, Date today);

/// A table of actions; `with_themes` adds the themes column.
html::Table actions_table(Plan const& plan, std::vector<Action const*> const& actions, Date today, std::string caption);

/// Options for choosing themes or findings in a form.
std::vector<html::Option> theme_options(Plan const& plan);
std::vector<html::Option> finding_options(Plan const& plan);
std::vector<html::Option> status_options();

/// Reads the whole plan with the view permission.
Result<Plan> read_plan(pages::PageCall const& call);

/// The 409 page: theirs beside mine. `mine` names the form fields to send again.
pages::Answer conflict_answer(pages::PageCall const& call, std::string what, std::int64_t stored_version,
                              html::Href action, std::vector<html::ConflictField> fields,
                              std::vector<std::string> const& mine);
/// What was typed in a field, for the conflict page.
html::Html typed(pages::PageCall const& call, std::string const& name);
html::Html stored(std::string const& text);
/// What the person chose on a conflict page: "theirs", "mine", "edit" or nothing.
std::string conflict_choice(pages::PageCall const& call);
std::string printed(std::optional<Date> const& date);
/// The lock version a form sent.
std::string sent_version(pages::PageCall const& call);

}  // namespace gt::plans
