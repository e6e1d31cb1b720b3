#include "plans/history/joins.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "evidence/evidence.h"
#include "plans/history/history.h"
#include "plans/lists/things.h"
#include "plans/plan_json.h"
#include "plans/records/records.h"

namespace gt::plans {

using nlohmann::json;

namespace {

constexpr std::string_view evidence_kind = "evidence";

bool is_held_above(std::string_view relation, std::string_view to_kind) {
  return relation == waits_for || to_kind == evidence_kind;
}

// "themes", "findings" … of the lower end; "waits_for" and "evidence" of the upper.
std::string name_of(std::string_view from_kind, std::string_view relation, std::string_view to_kind) {
  if (relation == waits_for) return "waits_for";
  if (to_kind == evidence_kind) return "evidence";
  return std::string(from_kind) + "s";
}

std::vector<std::string> without_restricted(db::Transaction& transaction, std::vector<std::string> const& ids) {
  std::vector<evidence::EvidenceId> wanted;
  wanted.reserve(ids.size());
  for (auto const& id : ids) wanted.push_back(evidence::EvidenceId::trusted(id));
  std::set<std::string> open;
  for (auto const& each : evidence::find_many(transaction, wanted, evidence::Sight::open_only))
    open.insert(each.id.text());
  std::vector<std::string> out;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(out), [&](auto const& id) { return open.contains(id); });
  return out;
}

struct Holder {
  std::string title;
  json state;
};

std::optional<Holder> holder_now(db::Transaction& transaction, std::string const& kind, std::string const& id) {
  if (kind == "action") {
    auto const action = find_action(transaction, ActionId::trusted(id));
    return action ? std::optional(Holder{action->title, state_json(*action)}) : std::nullopt;
  }
  if (kind == "theme") {
    auto const theme = find_theme(transaction, ThemeId::trusted(id));
    return theme ? std::optional(Holder{theme->title, to_json(*theme)}) : std::nullopt;
  }
  auto const record = find_record(transaction, id);
  if (!record || record->is_ended) return std::nullopt;
  return Holder{record->title, to_json(*record)};
}

// Where the state before does not say what it was joined to, the entry itself must.
std::string in_words(db::Transaction& transaction, std::string const& other, bool is_joined) {
  auto const thing = find_thing(transaction, other, evidence::Sight::open_only);
  auto const* const what = is_joined ? "Joined with" : "No longer joined with";
  if (!thing || thing->kind == evidence_kind) return fmt::format("{} evidence.", what);
  return fmt::format("{} the {} “{}”.", what, thing->kind, thing->title);
}

}  // namespace

std::vector<std::string> const& names_of_joins() {
  static std::vector<std::string> const names = [] {
    std::set<std::string> all{"under"};
    for (auto const& rule : link_rules()) all.insert(name_of(rule.from_kind, rule.relation, rule.to_kind));
    return std::vector<std::string>(all.begin(), all.end());
  }();
  return names;
}

void add_joins(db::Transaction& transaction, std::string const& kind, std::string const& record, json& state) {
  if (!state.is_object()) return;
  bool holds_any = false, holds_above = false;
  for (auto const& rule : link_rules()) {
    bool const is_above = is_held_above(rule.relation, rule.to_kind);
    if ((is_above ? rule.from_kind : rule.to_kind) != kind) continue;
    state[name_of(rule.from_kind, rule.relation, rule.to_kind)] = json::array();
    holds_any = true;
    holds_above = holds_above || is_above;
  }
  if (!holds_any) return;
  state.erase("under");  // it is said by kind
  for (auto const& link : links_to(transaction, record))
    if (!is_held_above(link.relation, link.to_kind))
      state[name_of(link.from_kind, link.relation, link.to_kind)].push_back(link.from_id);
  if (!holds_above) return;
  std::vector<std::string> shown_by;
  for (auto const& link : links_from(transaction, record)) {
    if (!is_held_above(link.relation, link.to_kind)) continue;
    if (link.to_kind == evidence_kind)
      shown_by.push_back(link.to_id);
    else
      state[name_of(link.from_kind, link.relation, link.to_kind)].push_back(link.to_id);
  }
  if (!shown_by.empty()) state["evidence"] = without_restricted(transaction, shown_by);
}

void keep_joins(operations::Call& call, ThreadLink const& link, bool is_joined, std::string const& why) {
  bool const is_above = is_held_above(link.relation, link.to_kind);
  auto const& kind = is_above ? link.from_kind : link.to_kind;
  auto const& id = is_above ? link.from_id : link.to_id;
  auto const& other = is_above ? link.to_id : link.from_id;
  if (link.to_kind == evidence_kind && without_restricted(call.db(), {link.to_id}).empty()) return;
  auto now = holder_now(call.db(), kind, id);
  if (!now) return;
  add_joins(call.db(), kind, id, now->state);
  auto const past = history_of(call.db(), id);
  bool const was_said = !past.empty() && past.front().state.is_object() &&
                        past.front().state.contains(name_of(link.from_kind, link.relation, link.to_kind));
  auto said = why;
  if (!was_said) said += (said.empty() ? "" : " ") + in_words(call.db(), other, is_joined);
  history::keep_state(call, history::Area::plan, {kind, id, now->title, json::object(), now->state}, said);
}

}  // namespace gt::plans
