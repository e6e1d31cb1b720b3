#include "plans/bulk/leaver.h"

#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/saving.h"
#include "plans/history/history.h"
#include "plans/lists/action_lists.h"
#include "plans/plan_json.h"
#include "plans/records/records.h"
#include "plans/refusals.h"
#include "plans/sql.h"
#include "plans/thread/reach.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

constexpr std::int64_t most_owned = 5000;

std::vector<Action> open_actions_of(db::Transaction& transaction, WhoseWork const& whose, Date today) {
  std::vector<Action> out;
  auto add = [&](ActionFilter const& filter) {
    for (auto& each : list_actions(transaction, filter, {}, today, most_owned))
      if (each.status != ActionStatus::done &&
          std::none_of(out.begin(), out.end(), [&](auto const& other) { return other.id == each.id; }))
        out.push_back(std::move(each));
  };
  if (whose.account) add({.account = whose.account->text()});
  if (!whose.role.empty()) add({.owner = whose.role});
  return out;
}

// The fields of a kind that name somebody: the account, and the role in words beside it.
struct OwnerFields {
  std::string account, role;
};
OwnerFields owner_fields(RecordKind const& kind) {
  OwnerFields out;
  for (auto const& each : kind.fields) {
    if (each.type == RecordFieldType::account && out.account.empty()) out.account = each.name;
    if ((each.name == "lead_role" || each.name == "owner_role") && out.role.empty()) out.role = each.name;
  }
  return out;
}

std::vector<Record> records_of(db::Transaction& transaction, WhoseWork const& whose) {
  std::vector<Record> out;
  if (whose.account) {
    std::vector<std::string> ids;
    for (auto const& row : transaction.rows(sql::list_records_of_account, {{"account", *whose.account}}))
      ids.push_back(row.text("id"));
    if (!ids.empty()) out = find_records(transaction, ids);
  }
  if (whose.role.empty()) return out;
  for (auto const* word : {"project", "risk"})
    for (auto& each : list_records(transaction, *find_record_kind(word)))
      if (each.text(owner_fields(*each.kind).role) == whose.role &&
          std::none_of(out.begin(), out.end(), [&](auto const& other) { return other.id == each.id; }))
        out.push_back(std::move(each));
  return out;
}

std::vector<Theme> themes_led(db::Transaction& transaction, WhoseWork const& whose) {
  std::vector<Theme> out;
  for (auto& each : list_themes(transaction))
    if ((whose.account && each.lead_account == whose.account) || (!whose.role.empty() && each.lead_role == whose.role))
      out.push_back(std::move(each));
  return out;
}

std::string words_of(Result<void> const& allowed) { return allowed ? std::string() : allowed.error().message; }

std::string theme_refusal(Call& call) {
  return operations::may(call.actor(), "plan.edit") ? ""
                                                    : "A theme gets another lead from those who run the programme.";
}

struct MoveWork : WhoseWork {
  std::string to_role;
  std::optional<AccountId> to_account;
  std::string reason, fingerprint;
  bool only_possible = false;
};

Result<void> move_action(Call& call, Action const& before, MoveWork const& input) {
  auto action = before;
  if (!input.to_role.empty()) action.owner_role = one_line(input.to_role);
  action.owner_account = input.to_account;
  TRY(save_changed(call, std::move(action), before, input.reason));
  return {};
}

Result<void> move_theme(Call& call, Theme const& before, MoveWork const& input) {
  auto theme = before;
  if (!input.to_role.empty()) theme.lead_role = one_line(input.to_role);
  theme.lead_account = input.to_account;
  if (!save_theme(call.db(), theme)) return changed_first("theme");
  ++theme.version;
  record_change(call, {"theme", theme.id.text(), theme.title, to_json(before), to_json(theme)}, input.reason);
  return {};
}

Result<void> move_record(Call& call, Record const& before, MoveWork const& input) {
  auto record = before;
  auto const names = owner_fields(*record.kind);
  if (!input.to_role.empty() && !names.role.empty()) record.fields[names.role] = one_line(input.to_role);
  if (!names.account.empty()) {
    record.fields.erase(names.account);
    if (input.to_account) record.fields[names.account] = input.to_account->text();
  }
  if (!save_record(call.db(), record)) return changed_first(record.kind->word);
  ++record.version;
  record_change(call, {record.kind->word, record.id.text(), record.title, to_json(before), to_json(record)},
                input.reason);
  return {};
}

json work_json(OwnedWork const& work) {
  json out{{"fingerprint", work.fingerprint}, {"things", json::array()}};
  for (auto const& each : work.things)
    out["things"].push_back({{"kind", each.kind},
                             {"id", each.id},
                             {"number", each.number},
                             {"title", each.title},
                             {"address", each.address},
                             {"as", each.stands_as},
                             {"why_not", each.refusal}});
  return out;
}

Result<void> somebody_is_named(WhoseWork const& whose) {
  if (!whose.account && one_line(whose.role).empty())
    return refuse_field("account", "Say whose work it is: their account, their role in words, or both.");
  return {};
}

Result<json> run_list_work(Call& call, WhoseWork const& input) {
  auto whose = input;
  if (!whose.account && one_line(whose.role).empty()) whose.account = call.actor().account;
  return work_json(work_of(call, whose));
}

Result<json> run_move_work(Call& call, MoveWork const& input) {
  TRY(somebody_is_named(input));
  if (one_line(input.to_role).empty() && !input.to_account)
    return refuse_field("to_account", "Say who takes it over: their account, their role in words, or both.");
  if (input.to_account) TRY(account_is_here(call.db(), "to_account", *input.to_account));
  auto const work = work_of(call, input);
  if (work.things.empty()) return refuse_field("account", "There is nothing to move: they answer for nothing here.");
  if (work.fingerprint != input.fingerprint)
    return refuse(ErrorKind::conflict,
                  "Some of this work was changed after you looked at it. Look at the list again, then move it.");
  std::map<std::string, bool> may_move;
  for (auto const& each : work.things) may_move[each.id] = each.refusal.empty();
  auto const count =
      std::count_if(work.things.begin(), work.things.end(), [](auto const& each) { return each.refusal.empty(); });
  auto const refused = static_cast<std::int64_t>(work.things.size()) - count;
  if (refused > 0 && !input.only_possible)
    return refuse(
        ErrorKind::forbidden,
        fmt::format("{} of these cannot be moved by you, and nothing was. Move only those that can.", refused));
  if (count == 0) return refuse(ErrorKind::forbidden, "None of this can be moved by you.");
  for (auto const& each : open_actions_of(call.db(), input, call.today()))
    if (may_move[each.id.text()]) TRY(move_action(call, each, input));
  for (auto const& each : themes_led(call.db(), input))
    if (may_move[each.id.text()]) TRY(move_theme(call, each, input));
  for (auto const& each : records_of(call.db(), input))
    if (may_move[each.id.text()]) TRY(move_record(call, each, input));
  return json{{"moved", count}, {"left", refused}};
}

template <class T>
operations::Fields<T> whose_fields() {
  return {field<T, std::optional<AccountId>>("account", &T::account,
                                             "Whose work: their account; your own when neither is given", example_id),
          field<T, std::string>("role", &T::role, "Whose work: their role in words, as it is written", "Systems lead")
              .max_length(120)};
}

}  // namespace

OwnedWork work_of(Call& call, WhoseWork const& whose) {
  OwnedWork work;
  auto& transaction = call.db();
  for (auto const& each : open_actions_of(transaction, whose, call.today()))
    work.things.push_back({"action", each.id.text(), std::to_string(each.number), each.title,
                           "/actions/" + each.id.text(), "owner", each.version,
                           words_of(call.allow_themes(theme_ids_of_action(transaction, each.id)))});
  for (auto const& each : themes_led(transaction, whose))
    work.things.push_back({"theme", each.id.text(), std::to_string(each.position), each.title,
                           "/themes/" + each.id.text(), "lead", each.version, theme_refusal(call)});
  for (auto const& each : records_of(transaction, whose)) {
    auto const& word = each.kind->word;
    work.things.push_back({word, each.id.text(), std::to_string(each.number), each.title,
                           each.kind->address + "/" + each.id.text(),
                           word == "project"       ? "lead"
                           : word == "team member" ? "in the team"
                                                   : "owner",
                           each.version, words_of(call.allow_themes(themes_reaching(transaction, each.id.text())))});
  }
  json versions = json::array();
  for (auto const& each : work.things) versions.push_back({each.id, each.version});
  work.fingerprint = db::sha256_hex(versions.dump());
  return work;
}

void add_leaver_operations(operations::Registry& registry) {
  registry.add(declare<WhoseWork>("work list", "List everything that one person answers for", Kind::read, "action.edit",
                                  whose_fields<WhoseWork>(), {{"fingerprint", "9f2c…"}, {"things", json::array()}},
                                  &run_list_work));
  auto fields = whose_fields<MoveWork>();
  for (auto& each : operations::Fields<MoveWork>{
           field("to_role", &MoveWork::to_role, "Who takes it over, by role; the roles stay as they are when left out",
                 "Service manager, assessment")
               .max_length(120),
           field("to_account", &MoveWork::to_account, "Their account", example_id),
           field("reason", &MoveWork::reason, "Why, for the history", "The owner has left the council")
               .required()
               .max_length(300),
           field("fingerprint", &MoveWork::fingerprint, "What the list answered, so that nobody’s change is lost",
                 "9f2c…")
               .required()
               .max_length(64),
           field("only_possible", &MoveWork::only_possible,
                 "Whether to go on when some of it is beyond your reach; else nothing is moved", false)})
    fields.push_back(std::move(each));
  registry.add(declare<MoveWork>("work move", "Move everything that one person answers for to another", Kind::change,
                                 "action.edit", std::move(fields), {{"moved", 12}, {"left", 0}}, &run_move_work));
}

}  // namespace gt::plans
