#include "plans/plan_store.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plans/actions/action_rules.h"
#include "plans/lists/action_lists.h"
#include "plans/records/record_kinds.h"
#include "plans/records/records.h"
#include "plans/search_documents.h"
#include "plans/sql.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

namespace gt::plans {

namespace {

Theme theme_of(db::Row const& row) {
  return {row.id<ThemeId>("id"),
          row.integer("position"),
          row.text("title"),
          row.text("aim"),
          row.text("lead_role"),
          nlohmann::json::parse(row.text("aliases")).get<std::vector<std::string>>(),
          row.optional_id<AccountId>("lead_account"),
          row.integer("version")};
}

}  // namespace

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
          row.integer("version"),
          row.text("kind"),
          row.text("reference"),
          row.optional_id<AccountId>("owner_account"),
          row.text("success"),
          row.text("recovery"),
          row.optional_date("recovery_by"),
          row.integer("moves"),
          row.text("difference"),
          row.text("themes"),
          row.text("projects"),
          row.text("findings")};
}

namespace {

Links read_links(db::Transaction& transaction, std::string_view from, std::string_view to) {
  Links links;
  for (auto& each : links_between(transaction, from, to)) links.add(std::move(each.from_id), std::move(each.to_id));
  return links;
}

ThreadLink thread_link(std::string_view from_kind, std::string const& from, std::string_view to_kind,
                       std::string const& to) {
  return {std::string(from_kind), from, std::string(answered_by), std::string(to_kind), to};
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
  return {{"id", theme.id},
          {"position", theme.position},
          {"title", theme.title},
          {"aim", theme.aim},
          {"lead_role", theme.lead_role},
          {"aliases", nlohmann::json(theme.aliases).dump()},
          {"lead_account", theme.lead_account}};
}

db::Params programme_params(Programme const& programme) {
  return {{"title", programme.title},
          {"vision", programme.vision},
          {"target", programme.target},
          {"start_date", programme.start},
          {"predecessor", programme.predecessor},
          {"brag_variant", programme.brag_variant},
          {"dates_agreed_by", word(programme.dates_agreed_by)}};
}

db::Params action_params(Action const& action) {
  return {{"id", action.id},
          {"title", action.title},
          {"owner_role", action.owner_role},
          {"start_date", action.start},
          {"due", action.due},
          {"status", status_word(action.status)},
          {"note", action.note},
          {"done_on", action.done_on},
          {"kind", action.kind},
          {"reference", action.reference},
          {"owner_account", action.owner_account},
          {"success", action.success},
          {"recovery", action.recovery},
          {"recovery_by", action.recovery_by}};
}

}  // namespace

std::string_view word(DatesAgreedBy who) { return who == DatesAgreedBy::board ? "board" : "manager"; }

std::optional<DatesAgreedBy> dates_agreed_by(std::string_view text) {
  for (auto who : {DatesAgreedBy::manager, DatesAgreedBy::board})
    if (word(who) == text) return who;
  return std::nullopt;
}

std::string_view status_word(ActionStatus status) {
  switch (status) {
    case ActionStatus::not_started:
      return "not started";
    case ActionStatus::on_track:
      return "on track";
    case ActionStatus::at_risk:
      return "at risk";
    case ActionStatus::off_track:
      return "off track";
    case ActionStatus::done:
      return "done";
  }
  ENSURE(false);
}

std::optional<ActionStatus> action_status(std::string_view text) {
  for (auto status : {ActionStatus::not_started, ActionStatus::on_track, ActionStatus::at_risk, ActionStatus::off_track,
                      ActionStatus::done})
    if (status_word(status) == text) return status;
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
  plan.finding_theme = read_links(transaction, "finding", "theme");
  plan.theme_action = read_links(transaction, "theme", "action");
  plan.finding_action = read_links(transaction, "finding", "action");
  return plan;
}

std::map<std::string, inspections::Coverage> coverage_of_findings(db::Transaction& transaction, Date today) {
  std::map<std::string, inspections::Coverage> out;
  for (auto const& each : inspections::list_findings(transaction)) out[each.id.text()];
  std::map<std::string, std::set<std::string>> themes_of;
  for (auto const& link : links_between(transaction, "finding", "theme")) themes_of[link.from_id].insert(link.to_id);
  for (auto const& theme : list_themes(transaction))
    for (auto const& [finding, themes] : themes_of)
      if (themes.contains(theme.id.text())) out[finding].theme_titles.push_back(theme.title);
  for (auto const& [finding, standing] : standing_by(transaction, ParentKind::finding, today)) {
    if (finding.empty()) continue;
    auto& coverage = out[finding];
    coverage.actions = static_cast<std::int64_t>(standing.tally.all());
    coverage.done = static_cast<std::int64_t>(standing.tally.by_delivered.back());
    coverage.late = standing.overdue;
  }
  std::set<std::string> findings;
  for (auto const& [finding, coverage] : out) findings.insert(finding);
  for (auto const& [finding, things] : taken_out_below(transaction, findings))
    for (auto const& each : things) {
      auto name = each.kind + (each.number.empty() ? "" : " " + each.number) + " " + each.title;
      name.front() = static_cast<char>(name.front() - 'a' + 'A');  // kinds are lower-case words
      out[finding].taken_out.push_back({std::move(name), each.address});
    }
  return out;
}

std::map<std::string, std::vector<Thing>> taken_out_below(db::Transaction& transaction,
                                                          std::set<std::string> const& findings) {
  auto out = gaps_below(transaction, findings);
  // Links to them lead to no page of theirs any more, only to their history.
  for (auto& [finding, things] : out)
    for (auto& each : things) each.address = "/history/" + each.id;
  for (auto& [finding, projects] : projects_taken_out(transaction))
    if (findings.contains(finding)) out[finding].insert(out[finding].end(), projects.begin(), projects.end());
  return out;
}

std::map<std::string, std::vector<Thing>> projects_taken_out(db::Transaction& transaction) {
  auto const* kind = find_record_kind("project");
  ENSURE(kind != nullptr);
  std::map<std::string, std::vector<Thing>> out;
  for (auto const& row : transaction.rows(sql::list_projects_taken_out)) {
    auto const id = row.text("id");
    out[row.text("finding")].push_back(
        {kind->word, id, row.text("title"), std::to_string(row.integer("number")), kind->address + "/" + id, true});
  }
  return out;
}

std::optional<Programme> find_programme(db::Transaction& transaction) {
  auto row = transaction.row(sql::find_programme);
  if (!row) return std::nullopt;
  return Programme{row->id<ProgrammeId>("id"),
                   row->text("title"),
                   row->text("vision"),
                   row->text("target"),
                   row->optional_date("start_date"),
                   row->text("predecessor"),
                   row->text("brag_variant"),
                   dates_agreed_by(row->text("dates_agreed_by")).value_or(DatesAgreedBy::manager),
                   row->integer("version")};
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

std::vector<Action> actions_under(db::Transaction& transaction, std::string const& id, int limit) {
  std::vector<Action> out;
  for (auto const& row : transaction.rows(sql::list_actions_under, {{"id", id}, {"limit", limit}}))
    out.push_back(action_of(row));
  return out;
}

std::vector<Action> actions_beneath_theme(db::Transaction& transaction, ThemeId const& theme) {
  std::vector<Action> out;
  for (auto const& row : transaction.rows(sql::list_actions_beneath_theme, {{"theme", theme}}))
    out.push_back(action_of(row));
  return out;
}

std::vector<Action> actions_owned_by(db::Transaction& transaction, AccountId const& owner, int limit) {
  std::vector<Action> out;
  for (auto const& row : transaction.rows(sql::list_actions_of_owner, {{"owner", owner}, {"limit", limit}}))
    out.push_back(action_of(row));
  return out;
}

std::optional<Referenced> action_with_reference(db::Transaction& transaction, std::string const& reference) {
  auto row = transaction.row(sql::find_action_by_reference, {{"reference", reference}});
  return row ? std::optional(Referenced{row->id<ActionId>("id"), row->integer("number")}) : std::nullopt;
}

std::optional<ActionId> action_numbered(db::Transaction& transaction, std::int64_t number) {
  auto row = transaction.row(sql::find_action_by_number, {{"number", number}});
  return row ? std::optional(row->id<ActionId>("id")) : std::nullopt;
}

std::vector<std::string> theme_ids_of_action(db::Transaction& transaction, ActionId const& id) {
  std::vector<std::string> themes;
  for (auto const& row : transaction.rows(sql::list_themes_of_action, {{"action", id}}))
    themes.push_back(row.text("theme"));
  return themes;
}

void insert_programme(db::Transaction& transaction, Programme const& programme) {
  auto params = programme_params(programme);
  params.push_back({"id", programme.id});
  transaction.execute(sql::insert_programme, params);
}

bool save_programme(db::Transaction& transaction, Programme const& programme) {
  auto params = programme_params(programme);
  params.push_back({"version", programme.version});
  return transaction.execute(sql::change_programme, params) == 1;
}

std::int64_t insert_theme(db::Transaction& transaction, Theme const& theme) {
  auto position = transaction.row(sql::next_theme_position)->integer("position");
  auto placed = theme;
  placed.position = position;
  transaction.execute(sql::insert_theme, theme_params(placed));
  search::put(transaction, search_document(placed));
  return position;
}

bool save_theme(db::Transaction& transaction, Theme const& theme) {
  auto params = theme_params(theme);
  params.push_back({"version", theme.version});
  if (transaction.execute(sql::change_theme, params) != 1) return false;
  search::put(transaction, search_document(theme));
  return true;
}

bool end_theme(db::Transaction& transaction, ThemeId const& id, std::int64_t version, Instant now) {
  if (transaction.execute(sql::end_theme, {{"id", id}, {"version", version}, {"ended_at", now}}) != 1) return false;
  search::remove(transaction, kThemeKind, id.text());
  place_actions(transaction, id.text());
  return true;
}

std::int64_t insert_action(db::Transaction& transaction, Action const& action) {
  auto number = transaction.row(sql::next_action_number)->integer("number");
  auto params = action_params(action);
  params.push_back({"number", number});
  transaction.execute(sql::insert_action, params);
  auto numbered = action;
  numbered.number = number;
  search::put(transaction, search_document(numbered));
  return number;
}

bool save_action(db::Transaction& transaction, Action const& action) {
  auto params = action_params(action);
  params.push_back({"first_due", action.first_due});
  params.push_back({"moves", action.moves});
  params.push_back({"days_moved", days_moved(action)});
  params.push_back({"difference", action.difference});
  params.push_back({"version", action.version});
  if (transaction.execute(sql::change_action, params) != 1) return false;
  search::put(transaction, search_document(action));
  return true;
}

bool end_action(db::Transaction& transaction, ActionId const& id, std::int64_t version, Instant now) {
  if (transaction.execute(sql::end_action, {{"id", id}, {"version", version}, {"ended_at", now}}) != 1) return false;
  search::remove(transaction, kActionKind, id.text());
  return true;
}

bool link(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme) {
  return add_link(transaction, thread_link("finding", finding.text(), "theme", theme.text()));
}
bool link(db::Transaction& transaction, ThemeId const& theme, ActionId const& action) {
  return add_link(transaction, thread_link("theme", theme.text(), "action", action.text()));
}
bool link(db::Transaction& transaction, FindingId const& finding, ActionId const& action) {
  return add_link(transaction, thread_link("finding", finding.text(), "action", action.text()));
}
bool unlink(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme) {
  return remove_link(transaction, thread_link("finding", finding.text(), "theme", theme.text()));
}
bool unlink(db::Transaction& transaction, ThemeId const& theme, ActionId const& action) {
  return remove_link(transaction, thread_link("theme", theme.text(), "action", action.text()));
}
bool unlink(db::Transaction& transaction, FindingId const& finding, ActionId const& action) {
  return remove_link(transaction, thread_link("finding", finding.text(), "action", action.text()));
}

}  // namespace gt::plans
