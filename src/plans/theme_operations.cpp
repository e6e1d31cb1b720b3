#include "plans/theme_operations.h"

#include <algorithm>

#include "plans/history/history.h"
#include "plans/history/joins.h"
#include "plans/plan_json.h"
#include "plans/refusals.h"
#include "plans/thread/reach.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using operations::Nothing;

namespace {

struct AddTheme {
  std::string title, aim, lead_role;
  std::vector<std::string> aliases;
  std::vector<FindingId> findings;
  std::optional<AccountId> lead_account;
};

operations::Fields<AddTheme> add_theme_fields() {
  using T = AddTheme;
  return {
      field("title", &T::title, "What the theme is called", "Supervision and oversight").required().max_length(120),
      field("aim", &T::aim, "What children will notice when it works", "Plans move because someone asks every month."),
      field("lead_role", &T::lead_role, "Who leads it, by role", "Principal social worker").max_length(120),
      field("lead_account", &T::lead_account, "The lead’s account, so that it shows in their work", example_id),
      field("aliases", &T::aliases, "Other names it has gone by, one a line", json::array({"Management oversight"}))
          .max_length(20),
      field("findings", &T::findings, "The findings it answers", json::array({example_id})).max_length(200)};
}

// The names besides the title, each once.
std::vector<std::string> other_names(std::vector<std::string> const& given, std::string const& title) {
  std::vector<std::string> names;
  for (auto const& each : given) {
    auto name = one_line(each);
    if (name != title && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

Result<json> run_add_theme(Call& call, AddTheme const& input) {
  Theme theme{ThemeId::fresh(),          0,
              one_line(input.title),     one_line(input.aim),
              one_line(input.lead_role), other_names(input.aliases, one_line(input.title)),
              input.lead_account,        1};
  if (theme.lead_account) TRY(account_is_here(call.db(), "lead_account", *theme.lead_account));
  theme.position = insert_theme(call.db(), theme);
  for (auto const& finding : input.findings) {
    if (!inspections::find_finding(call.db(), finding))
      return refuse_field("findings", "One of the findings is not here. Choose them from the list.");
    link(call.db(), finding, theme.id);
  }
  auto after = to_json(theme);
  after["findings"] = json::array();
  for (auto const& finding : input.findings) after["findings"].push_back(finding.text());
  record_change(call, {"theme", theme.id.text(), theme.title, nullptr, after});
  return json{{"theme", theme.id.text()}, {"version", 1}};
}

struct ChangeTheme {
  std::optional<ThemeId> theme;
  std::int64_t version = 0;
  std::string title, aim, lead_role;
  std::vector<std::string> aliases;
  std::optional<std::int64_t> position;
  std::optional<AccountId> lead_account;
};

operations::Fields<ChangeTheme> change_theme_fields() {
  using T = ChangeTheme;
  return {
      field("theme", &T::theme, "The theme", example_id).required(),
      field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
      field("title", &T::title, "What the theme is called", "Supervision and oversight").required().max_length(120),
      field("aim", &T::aim, "What children will notice when it works", "Plans move because someone asks every month."),
      field("lead_role", &T::lead_role, "Who leads it, by role", "Principal social worker").max_length(120),
      field("lead_account", &T::lead_account, "The lead’s account, so that it shows in their work", example_id),
      field("aliases", &T::aliases, "Other names it has gone by, one a line", json::array({"Management oversight"}))
          .max_length(20),
      field("position", &T::position, "Its place in the plan; left out, it stays", 2)};
}

Result<json> run_change_theme(Call& call, ChangeTheme const& input) {
  auto before = find_theme(call.db(), *input.theme);
  if (!before) return none_such("theme");
  if (input.position && *input.position < 1)
    return refuse_field("position", "The place in the plan must be 1 or more: 1 is the first theme.");
  auto names = input.aliases;
  names.push_back(before->title);  // a name given up stays findable: old minutes and reports use it
  Theme theme{before->id,
              input.position.value_or(before->position),
              one_line(input.title),
              one_line(input.aim),
              one_line(input.lead_role),
              other_names(names, one_line(input.title)),
              input.lead_account,
              input.version};
  if (theme.lead_account) TRY(account_is_here(call.db(), "lead_account", *theme.lead_account));
  if (!save_theme(call.db(), theme)) return changed_first("theme");
  ++theme.version;
  record_change(call, {"theme", theme.id.text(), theme.title, to_json(*before), to_json(theme)});
  return json{{"theme", theme.id.text()}, {"version", theme.version}};
}

struct EndTheme {
  std::optional<ThemeId> theme;
  std::int64_t version = 0;
};

Result<json> run_end_theme(Call& call, EndTheme const& input) {
  auto before = find_theme(call.db(), *input.theme);
  if (!before) return none_such("theme");
  if (!end_theme(call.db(), before->id, input.version, call.now())) return changed_first("theme");
  record_change(call, {"theme", before->id.text(), before->title, to_json(*before), nullptr});
  return json{{"ended", before->id.text()}};
}

struct LinkTheme {
  std::optional<ThemeId> theme;
  std::optional<FindingId> finding;
};

operations::Fields<LinkTheme> link_theme_fields() {
  return {field("theme", &LinkTheme::theme, "The theme", example_id).required(),
          field("finding", &LinkTheme::finding, "The finding", example_id).required()};
}

template <bool linked>
Result<json> run_link_theme(Call& call, LinkTheme const& input) {
  auto theme = find_theme(call.db(), *input.theme);
  if (!theme) return none_such("theme");
  auto finding = inspections::find_finding(call.db(), *input.finding);
  if (!finding) return none_such("finding");
  bool changed = linked ? link(call.db(), finding->id, theme->id) : unlink(call.db(), finding->id, theme->id);
  json value{{"theme", theme->title}, {"finding", finding->title}};
  if (changed) {
    call.changed(
        {"link", theme->id.text(), theme->title, linked ? json(nullptr) : value, linked ? value : json(nullptr)});
    keep_joins(call, {"finding", finding->id.text(), std::string(answered_by), "theme", theme->id.text()}, linked);
  }
  return json{{"changed", changed}};
}

Result<json> run_list_themes(Call& call, Nothing const&) {
  auto rows = json::array();
  for (auto const& each : list_themes(call.db())) rows.push_back(to_json(each));
  return json{{"themes", rows}};
}

}  // namespace

void add_theme_operations(operations::Registry& registry) {
  json const done{{"theme", example_id}, {"version", 1}};
  registry.add(declare<Nothing>("theme list", "List the plan’s themes", Kind::read, "plan.view", {},
                                {{"themes", json::array()}}, &run_list_themes));
  registry.add(declare<AddTheme>("theme add", "Add a theme to the plan", Kind::change, "plan.edit", add_theme_fields(),
                                 done, &run_add_theme));
  registry.add(declare<ChangeTheme>("theme change", "Change a theme; a name given up is kept as an alias", Kind::change,
                                    "plan.edit", change_theme_fields(), done, &run_change_theme));
  registry.add(declare<EndTheme>("theme end", "Take a theme out of the plan; its actions stay", Kind::change,
                                 "plan.edit",
                                 {field("theme", &EndTheme::theme, "The theme", example_id).required(),
                                  field("version", &EndTheme::version, "The version you saw", 1).required()},
                                 {{"ended", example_id}}, &run_end_theme));
  registry.add(declare<LinkTheme>("theme link", "Say that a theme answers a finding", Kind::change, "plan.edit",
                                  link_theme_fields(), {{"changed", true}}, &run_link_theme<true>));
  registry.add(declare<LinkTheme>("theme unlink", "Say that a theme no longer answers a finding", Kind::change,
                                  "plan.edit", link_theme_fields(), {{"changed", true}}, &run_link_theme<false>));
}

}  // namespace gt::plans
