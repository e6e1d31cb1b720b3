#include "plans/history/versions.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "plans/sql.h"
#include "platform/db/sha256.h"

namespace gt::plans {

namespace {

PlanVersion plan_version_of(db::Row const& row) {
  return {row.id<PlanVersionId>("id"), row.integer("number"),    row.text("title"), row.integer("sequence"),
          row.text("content_hash"),    row.instant("frozen_at"), row.text("actor")};
}

PlanDifference difference_of(PastState const* from, PastState const* to) {
  static nlohmann::json const nothing;
  auto const& before = from != nullptr ? from->state : nothing;
  auto const& after = to != nullptr ? to->state : nothing;
  auto const& known = to != nullptr ? *to : *from;
  PlanDifference out{known.kind, known.record, known.title, "changed", changed_fields(before, after), false, false};
  auto const& present = after.is_object() ? after : before;
  if (present.is_object() && present.contains("number") && present.at("number").is_number_integer())
    out.number = present.at("number").get<std::int64_t>();
  if (known.kind == "action" && present.is_object() && present.contains("reference") &&
      present.at("reference").is_string())
    out.reference = present.at("reference").get<std::string>();
  if (before.is_null()) out.what = "added";
  if (after.is_null()) out.what = "taken out";
  if (out.what != "changed") {
    out.fields.clear();
    return out;
  }
  for (auto const& each : out.fields) {
    out.date_moved = out.date_moved || each.name == "due" || each.name == "start";
    out.owner_changed = out.owner_changed || each.name.starts_with("owner") || each.name.starts_with("lead");
  }
  return out;
}

}  // namespace

std::vector<PlanVersion> plan_versions(db::Transaction& transaction) {
  std::vector<PlanVersion> out;
  for (auto const& row : transaction.rows(sql::list_plan_versions)) out.push_back(plan_version_of(row));
  return out;
}

std::optional<PlanVersion> find_plan_version(db::Transaction& transaction, PlanVersionId const& id) {
  auto row = transaction.row(sql::find_plan_version, {{"id", id}});
  return row ? std::optional(plan_version_of(*row)) : std::nullopt;
}

std::int64_t next_plan_version_number(db::Transaction& transaction) {
  return transaction.row(sql::next_plan_version_number)->integer("number");
}

void insert_plan_version(db::Transaction& transaction, PlanVersion const& version, AccountId const& account) {
  transaction.execute(sql::insert_plan_version, {{"id", version.id},
                                                 {"number", version.number},
                                                 {"title", version.title},
                                                 {"sequence", version.sequence},
                                                 {"content_hash", version.content_hash},
                                                 {"frozen_at", version.frozen_at},
                                                 {"account", account},
                                                 {"actor", version.actor}});
}

std::string content_hash(std::vector<PastState> const& states) {
  std::string text;
  for (auto const& each : states)
    if (!each.state.is_null()) text += each.kind + '\n' + each.record + '\n' + each.state.dump() + '\n';
  return db::sha256_hex(text);
}

std::vector<PlanDifference> compare(std::vector<PastState> const& from, std::vector<PastState> const& to) {
  std::map<std::string, std::pair<PastState const*, PastState const*>> by_record;
  for (auto const& each : from) by_record[each.record].first = &each;
  for (auto const& each : to) by_record[each.record].second = &each;
  std::vector<PlanDifference> out;
  for (auto const& [record, both] : by_record) {
    auto is_there = [](PastState const* state) { return state != nullptr && !state->state.is_null(); };
    if (!is_there(both.first) && !is_there(both.second)) continue;
    if (both.first != nullptr && both.second != nullptr && both.first->sequence == both.second->sequence) continue;
    auto difference = difference_of(both.first, both.second);
    if (difference.what != "changed" || !difference.fields.empty()) out.push_back(std::move(difference));
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
    return std::tie(a.kind, a.title, a.record) < std::tie(b.kind, b.title, b.record);
  });
  return out;
}

}  // namespace gt::plans
