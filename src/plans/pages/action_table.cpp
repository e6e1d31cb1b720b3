#include "plans/pages/action_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace gt::plans {

using namespace html;

PlanNames::PlanNames(std::vector<Theme> given_themes, std::vector<inspections::Finding> given_findings)
    : themes{std::move(given_themes)}, findings{std::move(given_findings)} {
  for (auto const& each : findings) findings_by_id.emplace(each.id.text(), &each);
}

Theme const* PlanNames::theme(std::string_view id) const {
  auto found = std::find_if(themes.begin(), themes.end(), [&](auto const& each) { return each.id.text() == id; });
  return found == themes.end() ? nullptr : &*found;
}

inspections::Finding const* PlanNames::finding(std::string const& id) const {
  auto found = findings_by_id.find(id);
  return found == findings_by_id.end() ? nullptr : found->second;
}

std::vector<Theme const*> PlanNames::themes_of(Action const& action) const {
  std::vector<Theme const*> out;
  if (action.themes.empty()) return out;
  for (auto const& each : themes)
    if (action.themes.find(each.id.text()) != std::string::npos) out.push_back(&each);
  return out;
}

std::vector<inspections::Finding const*> PlanNames::findings_of(Action const& action) const {
  std::vector<inspections::Finding const*> out;
  if (action.findings.empty()) return out;
  for (auto const& each : findings)
    if (action.findings.find(each.id.text()) != std::string::npos) out.push_back(&each);
  return out;
}

PlanNames read_names(db::Transaction& transaction) {
  return {list_themes(transaction), inspections::list_findings(transaction)};
}

Table actions_table(PlanNames const& names, std::vector<Action> const& actions, Date today, std::string caption) {
  Table out;
  out.caption = std::move(caption);
  out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Answers finding"}};
  for (auto const& each : actions)
    out.rows.push_back({{action_link(each), words(each.owner_role), due_cell(each, today), status_shape(each, today),
                         joined(names.findings_of(each), finding_link, "None")}});
  return out;
}

Html all_of_them(std::size_t shown, std::size_t all, ActionFilter const& filter) {
  if (shown >= all) return {};
  Html line;
  line << "These are the first " << static_cast<std::int64_t>(shown) << ". "
       << link(words(fmt::format("See all {}", plural(static_cast<std::int64_t>(all), "action"))),
               filter.to_query().at("/plan"));
  return paragraph(line);
}

std::vector<Option> theme_options(std::vector<Theme> const& themes) {
  std::vector<Option> options;
  for (auto const& each : themes) options.push_back({each.id.text(), each.title, {}});
  return options;
}

std::vector<Option> finding_options(std::vector<inspections::Finding> const& findings) {
  std::vector<Option> options;
  for (auto const& each : findings)
    options.push_back({each.id.text(), fmt::format("{} {}", each.number.value_or(each.position), each.title),
                       words(each.inspection_title)});
  return options;
}

}  // namespace gt::plans
