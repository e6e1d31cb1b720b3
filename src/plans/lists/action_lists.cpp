#include "plans/lists/action_lists.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plans/sql.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

db::Query const& standing_query(ParentKind kind) {
  switch (kind) {
    case ParentKind::theme:
      return sql::count_standing_by_themes;
    case ParentKind::project:
      return sql::count_standing_by_projects;
    case ParentKind::finding:
      return sql::count_standing_by_findings;
  }
  ENSURE(false);
}

bool is_plan_order(ActionSort const& sort) { return sort.key == "number" && !sort.is_descending; }

rules::Rung rung_of(db::Row const& row) {
  return rules::rung_from_code(row.text("difference")).value_or(rules::Rung::none);
}

}  // namespace

std::int64_t count_actions(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  if (filter.is_empty()) return transaction.row(sql::count_present_actions)->integer("actions");
  return transaction.row(sql::count_listed_actions, filter_params(transaction, filter, today))->integer("actions");
}

std::vector<ActionId> list_action_ids(db::Transaction& transaction, ActionFilter const& filter, ActionSort const& sort,
                                      Date today, std::int64_t limit, std::int64_t offset) {
  auto params = filter_params(transaction, filter, today);
  params.push_back({"limit", limit});
  params.push_back({"offset", offset});
  if (!is_plan_order(sort)) {
    params.push_back({"sort", sort.key});
    params.push_back({"direction", sort.is_descending ? -1 : 1});
  }
  std::vector<ActionId> out;
  auto const& query = is_plan_order(sort) ? sql::list_action_ids_by_number : sql::list_action_ids;
  for (auto const& row : transaction.rows(query, params)) out.push_back(row.id<ActionId>("id"));
  return out;
}

std::vector<Action> find_actions(db::Transaction& transaction, std::vector<ActionId> const& ids) {
  if (ids.empty()) return {};
  auto asked = nlohmann::json::array();
  std::map<std::string_view, std::size_t> place;
  for (auto const& id : ids) {
    place.emplace(id.text(), place.size());
    asked.push_back(id.text());
  }
  std::vector<std::optional<Action>> found(place.size());
  for (auto const& row : transaction.rows(sql::find_actions, {{"ids", asked.dump()}})) {
    auto action = action_of(row);
    auto at = place.at(action.id.text());
    found[at] = std::move(action);
  }
  std::vector<Action> out;
  out.reserve(found.size());
  for (auto& each : found)
    if (each) out.push_back(*std::move(each));
  return out;
}

std::vector<Action> list_actions(db::Transaction& transaction, ActionFilter const& filter, ActionSort const& sort,
                                 Date today, std::int64_t limit, std::int64_t offset) {
  if (!is_plan_order(sort))
    return find_actions(transaction, list_action_ids(transaction, filter, sort, today, limit, offset));
  auto params = filter_params(transaction, filter, today);
  params.push_back({"limit", limit});
  params.push_back({"offset", offset});
  std::vector<Action> out;
  for (auto const& row : transaction.rows(sql::list_shown_actions, params)) out.push_back(action_of(row));
  return out;
}

std::vector<Action> open_actions_due(db::Transaction& transaction, Date from, Date before, int limit) {
  std::vector<Action> out;
  for (auto const& row :
       transaction.rows(sql::list_open_actions_due, {{"due_from", from}, {"due_before", before}, {"limit", limit}}))
    out.push_back(action_of(row));
  return out;
}

std::vector<ActionId> Standing::first(std::size_t most) const {
  std::vector<ActionId> out;
  for (auto const& each : children) {
    if (out.size() == most) break;
    out.push_back(ActionId::trusted(each.id));
  }
  return out;
}

Standing standing_of(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  Standing out;
  auto const now = today.iso();  // ISO days compare as text
  std::vector<std::pair<std::string, ActionId>> overdue;
  for (auto const& row : transaction.rows(sql::list_standing, filter_params(transaction, filter, today))) {
    auto id = row.text("id");
    auto status = action_status(row.text("status"));
    ENSURE(status.has_value());
    bool is_open = *status != ActionStatus::done;
    auto first_due = row.optional_text("first_due"), due = row.optional_text("due");
    bool is_late = is_open && first_due && *first_due < now;
    if (is_open && due && *due < now) overdue.emplace_back(*due, ActionId::trusted(id));
    if (row.flag("is_loose")) out.loose.push_back(ActionId::trusted(id));
    if (auto findings = row.text("findings"); !findings.empty())
      for (auto const& finding : split(findings, ' ')) ++out.by_finding[finding];
    out.done += is_open ? 0 : 1;
    out.late += is_late ? 1 : 0;
    out.numbers.emplace(id, row.integer("number"));
    out.children.push_back({std::move(id), *status, rung_of(row), is_late});
  }
  std::stable_sort(overdue.begin(), overdue.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  for (auto& each : overdue) out.overdue.push_back(std::move(each.second));
  return out;
}

std::map<std::string, ParentStanding> standing_by(db::Transaction& transaction, ParentKind kind, Date today) {
  std::map<std::string, ParentStanding> out;
  for (auto const& row : transaction.rows(standing_query(kind), {{"today", today}})) {
    auto status = action_status(row.text("status"));
    ENSURE(status.has_value());
    for (auto const& parent : split(row.text("parents"), ' ')) {
      auto& standing = out[parent];
      standing.tally.add(*status, rung_of(row), static_cast<std::size_t>(row.integer("actions")),
                         static_cast<std::size_t>(row.integer("late")));
      standing.overdue += row.integer("overdue");
    }
  }
  return out;
}

AnsweredFindings answered_findings(db::Transaction& transaction) {
  AnsweredFindings out;
  for (auto const& row : transaction.rows(sql::list_answered_findings))
    (row.text("kind") == "theme" ? out.by_theme : out.by_action).insert(row.text("finding"));
  return out;
}

ProgrammeCounts count_programme(db::Transaction& transaction, Date today, int days_ahead) {
  auto row = transaction.row(sql::count_programme, {{"today", today}, {"soon", today.plus_days(days_ahead + 1)}});
  return {row->integer("actions"), row->integer("done"), row->integer("late"), row->integer("soon")};
}

std::vector<std::string> owner_roles(db::Transaction& transaction) {
  std::vector<std::string> out;
  for (auto const& row : transaction.rows(sql::list_owner_roles)) out.push_back(row.text("owner_role"));
  return out;
}

void place_actions(db::Transaction& transaction, std::string const& thing) {
  transaction.execute(sql::place_actions, {{"thing", thing}});
}

std::map<std::string, ThemeDelivered> delivered_by_theme(db::Transaction& transaction, Date today) {
  std::map<std::string, ThemeDelivered> out;
  for (auto const& [theme, standing] : standing_by(transaction, ParentKind::theme, today)) {
    if (theme.empty()) continue;
    if (auto const rolled = rules::roll_up(standing.tally)) out[theme] = {rolled->delivered, rolled->delivered_why};
  }
  return out;
}

}  // namespace gt::plans
