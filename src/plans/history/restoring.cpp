#include "plans/history/restoring.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/history/versions.h"
#include "plans/lists/action_lists.h"
#include "plans/plan_json.h"
#include "plans/records/records.h"
#include "plans/refusals.h"
#include "plans/sql.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;

namespace {

std::string text_at(json const& state, char const* name) {
  return state.value(name, json()).is_string() ? state.at(name).get<std::string>() : std::string();
}

std::optional<Date> date_at(json const& state, char const* name) {
  auto read = Date::from_iso(text_at(state, name));
  return read ? std::optional(*read) : std::nullopt;
}

std::optional<AccountId> account_at(json const& state, char const* name) {
  auto text = text_at(state, name);
  return text.empty() ? std::nullopt : std::optional(AccountId::trusted(text));
}

// Brings back what was taken out; nothing when it is there.
void revive(Call& call, db::Query const& query, std::string const& id) { call.db().execute(query, {{"id", id}}); }

Result<void> restore_action(Call& call, PastState const& past, std::string const& why) {
  revive(call, sql::revive_action, past.record);
  auto before = find_action(call.db(), ActionId::trusted(past.record));
  ENSURE(before.has_value());
  auto action = *before;
  auto const& state = past.state;
  action.title = text_at(state, "title");
  action.owner_role = text_at(state, "owner_role");
  action.owner_account = account_at(state, "owner_account");
  action.kind = text_at(state, "kind");
  action.reference = text_at(state, "reference");
  action.success = text_at(state, "success");
  action.start = date_at(state, "start");
  action.note = text_at(state, "note");
  action.recovery = text_at(state, "recovery");
  action.recovery_by = date_at(state, "recovery_by");
  auto status = action_status(text_at(state, "status"));
  if (status && *status != ActionStatus::done) {  // done needs proof of its own
    action.status = *status;
    action.done_on.reset();
  }
  if (!save_action(call.db(), action)) return changed_first("action");
  ++action.version;
  record_change(call, {"action", past.record, action.title, state_json(*before), state_json(action)}, why, "restored");
  return {};
}

Result<void> restore_theme(Call& call, PastState const& past, std::string const& why) {
  revive(call, sql::revive_theme, past.record);
  place_actions(call.db(), past.record);
  auto before = find_theme(call.db(), ThemeId::trusted(past.record));
  ENSURE(before.has_value());
  auto theme = *before;
  theme.title = text_at(past.state, "title");
  theme.aim = text_at(past.state, "aim");
  theme.lead_role = text_at(past.state, "lead_role");
  theme.lead_account = account_at(past.state, "lead_account");
  theme.aliases = past.state.value("aliases", std::vector<std::string>{});
  if (!save_theme(call.db(), theme)) return changed_first("theme");
  ++theme.version;
  record_change(call, {"theme", past.record, theme.title, to_json(*before), to_json(theme)}, why, "restored");
  return {};
}

Result<void> restore_record(Call& call, PastState const& past, std::string const& why) {
  auto record = find_record(call.db(), past.record);
  ENSURE(record.has_value());
  if (record->is_ended) {
    if (!revive_record(call.db(), *record)) return changed_first(past.kind);
    record = find_record(call.db(), past.record);
  }
  auto const before = to_json(*record);
  record->title = text_at(past.state, "title");
  auto parent = text_at(past.state, "parent");
  record->parent = parent.empty() ? std::nullopt : std::optional(parent);
  record->fields = json::object();
  for (auto const& field : record->kind->fields)
    if (auto found = past.state.find(field.name); found != past.state.end() && !found->is_null())
      record->fields[field.name] = *found;
  TRY(check_record(*record));
  if (!save_record(call.db(), *record)) return changed_first(past.kind);
  ++record->version;
  record_change(call, {past.kind, past.record, record->title, before, to_json(*record)}, why, "restored");
  return {};
}

// What the functions above bring back.
std::vector<std::string> restored_names(PastState const& past) {
  if (past.kind == "theme") return {"title", "aim", "lead_role", "lead_account", "aliases"};
  if (past.kind == "action") {
    std::vector<std::string> names{"title",   "owner_role", "owner_account", "kind",     "reference",
                                   "success", "start",      "note",          "recovery", "recovery_by"};
    if (text_at(past.state, "status") != status_word(ActionStatus::done)) names.emplace_back("status");
    return names;
  }
  std::vector<std::string> names{"title", "parent"};
  if (auto const* const kind = find_record_kind(past.kind))
    for (auto const& field : kind->fields) names.push_back(field.name);
  return names;
}

}  // namespace

bool restores_something(PastState const& past, json const& now) {
  if (past.state.is_null()) return false;
  if (now.is_null()) return true;
  auto const names = restored_names(past);
  return std::any_of(names.begin(), names.end(), [&](auto const& name) {
    return value_in_words(past.state.value(name, json())) != value_in_words(now.value(name, json()));
  });
}

Result<void> restore(Call& call, PastState const& past, std::string const& why) {
  if (past.kind == "action") return restore_action(call, past, why);
  if (past.kind == "theme") return restore_theme(call, past, why);
  if (find_record_kind(past.kind) != nullptr) return restore_record(call, past, why);
  return refuse(ErrorKind::invalid,
                fmt::format("A {} is not restored from its history; change it by hand.", past.kind));
}

Result<Point> point_of(db::Transaction& transaction, std::string const& field, std::string const& typed, Date today) {
  if (typed.empty()) return Point{last_sequence(transaction), "now"};
  if (is_opaque_id(typed)) {
    auto version = find_plan_version(transaction, PlanVersionId::trusted(typed));
    if (!version) return refuse_field(field, "There is no such version of the plan. Choose one from the list.");
    return Point{version->sequence, fmt::format("{} ({})", version->title, version->frozen_at.london_date().printed())};
  }
  auto day = Date::from_typed(typed);
  if (!day) return refuse_field(field, day.error().message);
  if (*day > today) return refuse_field(field, "That day has not come yet. Choose today or an earlier day.");
  return Point{sequence_at_end_of(transaction, *day), day->printed()};
}

}  // namespace gt::plans
