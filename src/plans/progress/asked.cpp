// Who is asked for an update in the cycle that is open: worked out from what is kept of the plan and of the updates
// sent.

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "plans/lists/brief_plan.h"
#include "plans/progress/updates.h"
#include "plans/sql.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

/// How far the actions of a cycle are about which anything was sent.
struct CycleStages {
  std::string cycle;
  std::unordered_map<std::string, AskedStage> by_action;
};

CycleStages read_stages(db::Transaction& transaction, UpdateCycleId const& cycle) {
  CycleStages out{cycle.text(), {}};
  transaction.each(sql::list_sent_in_cycle, {{"cycle", cycle}}, [&](db::Row const& row) {
    auto action = row.text("action");
    out.by_action.emplace(std::move(action), static_cast<AskedStage>(row.integer("stage")));
  });
  return out;
}

// Kept until another update is sent or decided; of the cycle that was asked for first, which is the open one.
std::shared_ptr<CycleStages const> stages_of(db::Transaction& transaction, UpdateCycleId const& cycle) {
  auto kept = transaction.kept<CycleStages>(sql::stamp_of_updates, [&] { return read_stages(transaction, cycle); });
  if (kept->cycle == cycle.text()) return kept;
  return std::make_shared<CycleStages const>(read_stages(transaction, cycle));
}

/// An action that is asked for, without what only the page prints of it.
struct AskedBriefly {
  std::string_view id;  ///< as all texts here, of the plan or of `texts`
  std::int64_t number;
  std::string_view role, account;
  DayNumber due;
  AskedStage stage;
  IdSet const* themes;
};

struct AskedPlan {
  std::shared_ptr<BriefPlan const> plan;
  std::vector<AskedBriefly> asked;
  std::set<std::string> texts;  ///< of actions that are no longer in the plan
  std::vector<std::unique_ptr<IdSet>> sets;
};

// What was taken out of the plan after an update about it was sent.
void add_ended(db::Transaction& transaction, std::string const& id, AskedStage stage, AskedPlan& out) {
  auto const row = transaction.row(sql::find_ended_action, {{"id", id}});
  if (!row) return;
  auto text = [&](std::string kept) { return std::string_view(*out.texts.insert(std::move(kept)).first); };
  auto themes = row->text("themes");
  out.sets.push_back(std::make_unique<IdSet>(IdSet{themes, split(themes, ' ')}));
  out.asked.push_back({text(id), row->integer("number"), text(row->text("owner_role")),
                       text(row->optional_text("owner_account").value_or("")), day_number(row->optional_date("due")),
                       stage, out.sets.back().get()});
}

AskedPlan read_asked(db::Transaction& transaction, UpdateCycleId const& cycle, Date today) {
  AskedPlan out{brief_plan(transaction), {}, {}, {}};
  auto const stages = stages_of(transaction, cycle);
  auto const now = day_number(today);
  std::size_t met = 0;
  out.asked.reserve(out.plan->actions.size());
  for (auto const& each : out.plan->actions) {
    auto const found = stages->by_action.find(each.id.text());
    bool const is_sent = found != stages->by_action.end();
    met += is_sent ? 1 : 0;
    if (!is_sent && !(each.is_open() && (each.start == no_day || each.start <= now))) continue;
    out.asked.push_back({each.id.text(), each.number, out.plan->owner_roles[each.owner],
                         out.plan->accounts[each.account], each.due, is_sent ? found->second : AskedStage::outstanding,
                         &out.plan->themes_of(each)});
  }
  if (met == stages->by_action.size()) return out;
  std::unordered_set<std::string_view> here;
  for (auto const& each : out.plan->actions) here.insert(each.id.text());
  for (auto const& [id, stage] : stages->by_action)
    if (!here.contains(id)) add_ended(transaction, id, stage, out);
  return out;
}

bool is_wanted(AskedBriefly const& asked, AskedFilter const& filter) {
  if (filter.stage && asked.stage != *filter.stage) return false;
  if (filter.owner && (asked.account.empty() ? asked.role : asked.account) != *filter.owner) return false;
  auto const& themes = asked.themes->ids;
  return !filter.theme || std::find(themes.begin(), themes.end(), *filter.theme) != themes.end();
}

// Owner by owner; what has no account or no date comes last.
auto place_of(AskedBriefly const& asked) {
  return std::tuple(asked.role, asked.account.empty(), asked.account, asked.due == no_day, asked.due, asked.number);
}

std::optional<AccountId> account_of(std::string_view account) {
  if (account.empty()) return std::nullopt;
  return AccountId::trusted(std::string(account));
}

// One line an owner, by the first of their roles.
std::vector<AskedOwner> owners_of(std::vector<AskedBriefly> const& asked) {
  struct Owner {
    std::string_view role, account;
    CycleCounts counts;
  };
  std::unordered_map<std::string_view, Owner> by_key;
  by_key.reserve(asked.size() / 4);
  for (auto const& each : asked) {
    auto& owner =
        by_key.try_emplace(each.account.empty() ? each.role : each.account, Owner{each.role, each.account, {}})
            .first->second;
    if (each.role < owner.role) owner.role = each.role;
    ++owner.counts.asked;
    owner.counts.sent += each.stage == AskedStage::sent ? 1 : 0;
    owner.counts.approved += each.stage == AskedStage::approved ? 1 : 0;
    owner.counts.outstanding += each.stage == AskedStage::outstanding ? 1 : 0;
  }
  std::vector<Owner> owners;
  owners.reserve(by_key.size());
  for (auto& [key, owner] : by_key) owners.push_back(owner);
  auto const place = [](Owner const& each) { return std::tuple(each.role, each.account.empty(), each.account); };
  std::sort(owners.begin(), owners.end(), [&](Owner const& a, Owner const& b) { return place(a) < place(b); });
  std::vector<AskedOwner> out;
  for (auto& each : owners) {
    each.counts.owners_asked = 1;
    each.counts.owners_outstanding = each.counts.outstanding > 0 ? 1 : 0;
    out.push_back({std::string(each.role), account_of(each.account), each.counts});
  }
  return out;
}

AskedList list_of(db::Transaction& transaction, std::vector<AskedBriefly> asked, AskedFilter const& filter, int limit,
                  int offset) {
  std::erase_if(asked, [&](AskedBriefly const& each) { return !is_wanted(each, filter); });
  AskedList out;
  out.matching = static_cast<std::int64_t>(asked.size());
  auto const from = std::min(static_cast<std::size_t>(offset), asked.size());
  auto const to = std::min(from + static_cast<std::size_t>(limit), asked.size());
  std::partial_sort(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(to), asked.end(),
                    [](AskedBriefly const& a, AskedBriefly const& b) { return place_of(a) < place_of(b); });
  auto ids = nlohmann::json::array();
  std::unordered_map<std::string_view, std::size_t> places;
  for (auto at = from; at < to; ++at) {
    auto const& each = asked[at];
    ids.push_back(each.id);
    places.emplace(each.id, at - from);
    out.asked.push_back({ActionId::trusted(std::string(each.id)),
                         each.number,
                         {},
                         std::string(each.role),
                         account_of(each.account),
                         each.due == no_day ? std::nullopt : std::optional(day_of(each.due)),
                         each.stage,
                         std::nullopt});
  }
  if (out.asked.empty()) return out;
  transaction.each(sql::list_last_sent, {{"ids", ids.dump()}}, [&](db::Row const& row) {
    auto& each = out.asked[places.at(row.text("id"))];
    each.title = row.text("title");
    if (auto const last = row.optional_instant("last_sent")) each.last_sent = last->london_date();
  });
  return out;
}

}  // namespace

AskedPage asked_in(db::Transaction& transaction, UpdateCycleId const& cycle, Date today, AskedFilter const& filter,
                   int limit, int offset) {
  auto const all = read_asked(transaction, cycle, today);
  return {list_of(transaction, all.asked, filter, limit, offset), owners_of(all.asked)};
}

std::vector<AskedOwner> owners_asked(db::Transaction& transaction, UpdateCycleId const& cycle, Date today) {
  return owners_of(read_asked(transaction, cycle, today).asked);
}

void read_ahead(db::Transaction& transaction) {
  brief_plan(transaction);
  if (auto const cycle = open_cycle(transaction)) stages_of(transaction, cycle->id);
}

}  // namespace gt::plans
