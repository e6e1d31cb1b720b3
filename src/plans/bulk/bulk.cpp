#include "plans/bulk/bulk.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/actions/action_rules.h"
#include "plans/actions/date_asking.h"
#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"
#include "plans/views/views.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"

namespace gt::plans {

using operations::Call;

namespace {

Result<std::vector<Action>> chosen_actions(Call& call, BulkChange const& input) {
  std::vector<ActionId> ids = input.actions;
  if (!input.filter.empty()) {
    auto query = read_view_query(input.filter);
    if (!query) return refuse_field("filter", "Give the part of the list’s address after the question mark.");
    ids = list_action_ids(call.db(), ActionFilter::from_query(*query), {}, call.today(), most_in_bulk + 1);
  }
  if (ids.size() > most_in_bulk)
    return refuse_field("actions", fmt::format("Change {} actions at once at most.", most_in_bulk));
  auto actions = find_actions(call.db(), ids);
  if (actions.empty()) return refuse_field("actions", "Choose the actions that are to be changed.");
  return actions;
}

// What is the same for every row: checked once.
Result<void> change_is_complete(Call& call, BulkChange const& input) {
  if (input.change == "owner") {
    if (one_line(input.owner_role).empty() && !input.owner_account)
      return refuse_field("owner_role", "Say who owns them from now on, by role, by account or both.");
    if (input.owner_account) TRY(account_is_here(call.db(), "owner_account", *input.owner_account));
  }
  if (input.change == "theme" || input.change == "not theme")
    if (!input.theme || !find_theme(call.db(), *input.theme))
      return refuse_field("theme", "Choose a theme of the plan.");
  if (input.change == "project" || input.change == "not project") {
    auto record = input.project ? find_record(call.db(), input.project->text()) : std::nullopt;
    if (!record || record->is_ended || record->kind->word != "project")
      return refuse_field("project", "Choose a project of the plan.");
  }
  if (input.change == "status" && input.status != "on track" && input.status != "off track")
    return refuse_field("status", "Choose on track or off track. The others need words of their own for each action.");
  if (input.change == "date") {
    if (!input.due) return refuse_field("due", "Enter the day they should be due instead.");
    if (one_line(input.reason).empty()) return refuse_field("reason", "Say why the dates cannot be kept.");
  }
  return {};
}

// What every row names alike, asked once.
class Names {
 public:
  Names(Call& call, BulkChange const& input) : call_{call} {
    if (input.theme) above_ = find_theme(call.db(), *input.theme)->title;
    if (input.project) above_ = find_record(call.db(), input.project->text())->title;
  }

  /// The title of the theme or project that is joined or left.
  std::string const& above() const { return above_; }

  std::string owner(std::string const& role, std::optional<AccountId> const& account) {
    if (!account) return role;
    auto known = accounts_.find(account->text());
    if (known == accounts_.end())
      known = accounts_.emplace(account->text(), people::account_name(call_.db(), *account).value_or("")).first;
    auto const& name = known->second;
    return name.empty() || name == role ? role : fmt::format("{} ({})", role, name);
  }

 private:
  Call& call_;
  std::string above_;
  std::map<std::string, std::string> accounts_;
};

bool is_joined(Call& call, std::string const& above, Action const& action) {
  auto links = links_to(call.db(), action.id.text());
  return std::any_of(links.begin(), links.end(), [&](auto const& each) { return each.from_id == above; });
}

// As "action link": both ends within reach, except that an action of no theme may be taken in.
Result<void> link_is_within_reach(Call& call, BulkChange const& input, Action const& action) {
  auto own = theme_ids_of_action(call.db(), action.id);
  bool is_taking = input.change == "theme" || input.change == "project";
  if (!own.empty() || !is_taking) TRY(call.allow_themes(own));
  if (input.theme) return call.allow_theme(input.theme->text());
  return call.allow_themes(themes_reaching(call.db(), input.project->text()));
}

Result<void> plan_new_link(Call& call, BulkChange const& input, Names const& names, BulkRow& row) {
  TRY(link_is_within_reach(call, input, row.action));
  auto const above = input.theme ? input.theme->text() : input.project->text();
  bool is_there = is_joined(call, above, row.action), is_wanted = !input.change.starts_with("not ");
  row.is_same = is_there == is_wanted;
  (is_wanted ? row.is : row.was) = names.above();
  return {};
}

Result<void> plan_row(Call& call, BulkChange const& input, Names& names, BulkRow& row) {
  if (input.theme || input.project) return plan_new_link(call, input, names, row);
  auto const& action = row.action;
  TRY(call.allow_themes(theme_ids_of_action(call.db(), action.id)));
  if (input.change == "owner") {
    auto const role = one_line(input.owner_role);
    row.was = names.owner(action.owner_role, action.owner_account);
    row.is = names.owner(role.empty() ? action.owner_role : role, input.owner_account);
    if (action.owner_account && !input.owner_account) row.is += ", with no account";
    row.is_same = (role.empty() || role == action.owner_role) && action.owner_account == input.owner_account;
  } else if (input.change == "status") {
    if (action.status == ActionStatus::done)
      return refuse_field("status", "It is done. Open it to say that it is not.");
    row.was = status_word(action.status);
    row.is = input.status;
    row.is_same = row.was == row.is;
  } else if (input.change == "date") {
    row.was = action.due ? action.due->printed() : "";
    row.is = fmt::format("{}, when it is agreed", input.due->printed());
    auto moved = action;
    moved.due = input.due;
    TRY(due_is_not_before_start(moved));
    return date_may_be_asked(call.db(), action, *input.due);
  } else {
    row.was = "in the plan";
    row.is = "taken out";
  }
  return {};
}

std::string fingerprint_of(BulkChange const& input, std::vector<BulkRow> const& rows) {
  auto const text = [](auto const& id) { return id ? id->text() : std::string(); };
  nlohmann::json content{{"change", input.change},
                         {"owner_role", one_line(input.owner_role)},
                         {"owner_account", text(input.owner_account)},
                         {"theme", text(input.theme)},
                         {"project", text(input.project)},
                         {"status", input.status},
                         {"due", input.due ? input.due->iso() : ""},
                         {"rows", nlohmann::json::array()}};
  for (auto const& row : rows) content["rows"].push_back({row.action.id.text(), row.action.version, row.is_same});
  return db::sha256_hex(content.dump());
}

}  // namespace

Result<BulkPlan> plan_bulk_change(Call& call, BulkChange const& input) {
  TRY(change_is_complete(call, input));
  BulkPlan plan;
  auto actions = TRY(chosen_actions(call, input));
  std::sort(actions.begin(), actions.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
  Names names{call, input};
  for (auto& action : actions) {
    BulkRow row{std::move(action), "", "", "", false, false};
    if (auto possible = plan_row(call, input, names, row); !possible) {
      row.refusal = possible.error().message;
      row.is_beyond_reach = possible.error().kind == ErrorKind::forbidden;
    }
    plan.beyond_reach += row.is_beyond_reach ? 1 : 0;
    plan.can += row.can() ? 1 : 0;
    plan.refused += row.refusal.empty() ? 0 : 1;
    plan.same += row.refusal.empty() && row.is_same ? 1 : 0;
    plan.rows.push_back(std::move(row));
  }
  plan.fingerprint = fingerprint_of(input, plan.rows);
  return plan;
}

}  // namespace gt::plans
