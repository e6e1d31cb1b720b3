#include "plans/plan_store.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plans/sql.h"

namespace gt::plans {

namespace {

Theme theme_of(db::Row const& row) {
  return {row.id<ThemeId>("id"), row.integer("position"),
          row.text("title"),     row.text("aim"),
          row.text("lead_role"), nlohmann::json::parse(row.text("aliases")).get<std::vector<std::string>>(),
          row.integer("version")};
}

Action action_of(db::Row const& row) {
  auto status = action_status(row.text("status"));
  ENSURE(status.has_value());
  return {row.id<ActionId>("id"),
          row.integer("number"),
          row.text("title"),
          row.text("owner_role"),
          row.optional_date("start_date"),
          row.optional_date("first_due"),
          row.optional_date("due"),
          *status,
          row.text("note"),
          row.optional_date("done_on"),
          row.integer("version")};
}

Links read_links(db::Transaction& transaction, db::Query const& query, std::string_view from, std::string_view to) {
  Links links;
  for (auto const& row : transaction.rows(query)) links.add(row.text(from), row.text(to));
  return links;
}

template <class T>
T const* find_by_id(std::vector<T> const& items, std::string const& id) {
  auto found = std::find_if(items.begin(), items.end(), [&](T const& each) { return each.id.text() == id; });
  return found == items.end() ? nullptr : &*found;
}

// The linked items in the plan's own order, whatever order the links were made in.
template <class T>
std::vector<T const*> picked(std::vector<T> const& items, std::vector<std::string> const& ids) {
  std::set<std::string_view> wanted(ids.begin(), ids.end());
  std::vector<T const*> out;
  if (wanted.empty()) return out;
  for (auto const& each : items)
    if (wanted.contains(each.id.text())) out.push_back(&each);
  return out;
}

db::Params theme_params(Theme const& theme) {
  return {{"id", theme.id},   {"position", theme.position},   {"title", theme.title},
          {"aim", theme.aim}, {"lead_role", theme.lead_role}, {"aliases", nlohmann::json(theme.aliases).dump()}};
}

db::Params action_params(Action const& action) {
  return {{"id", action.id},
          {"title", action.title},
          {"owner_role", action.owner_role},
          {"start_date", action.start},
          {"due", action.due},
          {"status", word(action.status)},
          {"note", action.note},
          {"done_on", action.done_on}};
}

}  // namespace

std::string_view word(ActionStatus status) {
  switch (status) {
    case ActionStatus::not_started:
      return "not started";
    case ActionStatus::in_progress:
      return "in progress";
    case ActionStatus::done:
      return "done";
  }
  ENSURE(false);
}

std::optional<ActionStatus> action_status(std::string_view text) {
  for (auto status : {ActionStatus::not_started, ActionStatus::in_progress, ActionStatus::done})
    if (word(status) == text) return status;
  return std::nullopt;
}

bool is_late(Action const& action, Date today) {
  return action.status != ActionStatus::done && action.due && *action.due < today;
}

inspections::Finding const* Plan::finding(std::string const& id) const { return find_by_id(findings, id); }
Theme const* Plan::theme(std::string const& id) const { return find_by_id(themes, id); }
Action const* Plan::action(std::string const& id) const { return find_by_id(actions, id); }

std::vector<Theme const*> Plan::themes_of_finding(std::string const& id) const {
  return picked(themes, finding_theme.from(id));
}
std::vector<Theme const*> Plan::themes_of_action(std::string const& id) const {
  return picked(themes, theme_action.to(id));
}
std::vector<Action const*> Plan::actions_of_theme(std::string const& id) const {
  return picked(actions, theme_action.from(id));
}
std::vector<Action const*> Plan::actions_of_finding(std::string const& id) const {
  return picked(actions, finding_action.from(id));
}
std::vector<inspections::Finding const*> Plan::findings_of_theme(std::string const& id) const {
  return picked(findings, finding_theme.to(id));
}
std::vector<inspections::Finding const*> Plan::findings_of_action(std::string const& id) const {
  return picked(findings, finding_action.to(id));
}

Plan load_plan(db::Transaction& transaction) {
  Plan plan;
  plan.programme = find_programme(transaction);
  plan.findings = inspections::list_findings(transaction);
  plan.themes = list_themes(transaction);
  for (auto const& row : transaction.rows(sql::list_actions)) plan.actions.push_back(action_of(row));
  plan.finding_theme = read_links(transaction, sql::list_finding_theme, "finding", "theme");
  plan.theme_action = read_links(transaction, sql::list_theme_action, "theme", "action");
  plan.finding_action = read_links(transaction, sql::list_finding_action, "finding", "action");
  return plan;
}

std::map<std::string, inspections::Coverage> coverage_of_findings(db::Transaction& transaction, Date today) {
  auto plan = load_plan(transaction);
  std::map<std::string, inspections::Coverage> out;
  for (auto const& finding : plan.findings) {
    auto& coverage = out[finding.id.text()];
    for (auto const* theme : plan.themes_of_finding(finding.id.text())) coverage.theme_titles.push_back(theme->title);
    for (auto const* action : plan.actions_of_finding(finding.id.text())) {
      ++coverage.actions;
      coverage.done += action->status == ActionStatus::done;
      coverage.late += is_late(*action, today);
    }
  }
  return out;
}

std::optional<Programme> find_programme(db::Transaction& transaction) {
  auto row = transaction.row(sql::find_programme);
  if (!row) return std::nullopt;
  return Programme{row->id<ProgrammeId>("id"),       row->text("title"),     row->text("vision"), row->text("target"),
                   row->optional_date("start_date"), row->integer("version")};
}

std::vector<Theme> list_themes(db::Transaction& transaction) {
  std::vector<Theme> out;
  for (auto const& row : transaction.rows(sql::list_themes)) out.push_back(theme_of(row));
  return out;
}

std::optional<Theme> find_theme(db::Transaction& transaction, ThemeId const& id) {
  for (auto& theme : list_themes(transaction))
    if (theme.id == id) return std::move(theme);
  return std::nullopt;
}

std::optional<Action> find_action(db::Transaction& transaction, ActionId const& id) {
  auto row = transaction.row(sql::find_action, {{"id", id}});
  return row ? std::optional(action_of(*row)) : std::nullopt;
}

std::vector<std::string> theme_ids_of_action(db::Transaction& transaction, ActionId const& id) {
  return read_links(transaction, sql::list_theme_action, "theme", "action").to(id.text());
}

void insert_programme(db::Transaction& transaction, Programme const& programme) {
  transaction.execute(sql::insert_programme, {{"id", programme.id},
                                              {"title", programme.title},
                                              {"vision", programme.vision},
                                              {"target", programme.target},
                                              {"start_date", programme.start}});
}

bool save_programme(db::Transaction& transaction, Programme const& programme) {
  return transaction.execute(sql::change_programme, {{"title", programme.title},
                                                     {"vision", programme.vision},
                                                     {"target", programme.target},
                                                     {"start_date", programme.start},
                                                     {"version", programme.version}}) == 1;
}

std::int64_t insert_theme(db::Transaction& transaction, Theme const& theme) {
  auto position = transaction.row(sql::next_theme_position)->integer("position");
  auto placed = theme;
  placed.position = position;
  transaction.execute(sql::insert_theme, theme_params(placed));
  return position;
}

bool save_theme(db::Transaction& transaction, Theme const& theme) {
  auto params = theme_params(theme);
  params.push_back({"version", theme.version});
  return transaction.execute(sql::change_theme, params) == 1;
}

bool end_theme(db::Transaction& transaction, ThemeId const& id, std::int64_t version, Instant now) {
  return transaction.execute(sql::end_theme, {{"id", id}, {"version", version}, {"ended_at", now}}) == 1;
}

std::int64_t insert_action(db::Transaction& transaction, Action const& action) {
  auto number = transaction.row(sql::next_action_number)->integer("number");
  auto params = action_params(action);
  params.push_back({"number", number});
  transaction.execute(sql::insert_action, params);
  return number;
}

bool save_action(db::Transaction& transaction, Action const& action) {
  auto params = action_params(action);
  params.push_back({"first_due", action.first_due});
  params.push_back({"version", action.version});
  return transaction.execute(sql::change_action, params) == 1;
}

bool end_action(db::Transaction& transaction, ActionId const& id, std::int64_t version, Instant now) {
  return transaction.execute(sql::end_action, {{"id", id}, {"version", version}, {"ended_at", now}}) == 1;
}

bool link(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme) {
  return transaction.execute(sql::insert_finding_theme, {{"finding", finding}, {"theme", theme}}) == 1;
}
bool link(db::Transaction& transaction, ThemeId const& theme, ActionId const& action) {
  return transaction.execute(sql::insert_theme_action, {{"theme", theme}, {"action", action}}) == 1;
}
bool link(db::Transaction& transaction, FindingId const& finding, ActionId const& action) {
  return transaction.execute(sql::insert_finding_action, {{"finding", finding}, {"action", action}}) == 1;
}
bool unlink(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme) {
  return transaction.execute(sql::delete_finding_theme, {{"finding", finding}, {"theme", theme}}) == 1;
}
bool unlink(db::Transaction& transaction, ThemeId const& theme, ActionId const& action) {
  return transaction.execute(sql::delete_theme_action, {{"theme", theme}, {"action", action}}) == 1;
}
bool unlink(db::Transaction& transaction, FindingId const& finding, ActionId const& action) {
  return transaction.execute(sql::delete_finding_action, {{"finding", finding}, {"action", action}}) == 1;
}

}  // namespace gt::plans
