#include "plans/lists/action_lists.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "plans/sql.h"

namespace gt::plans {

namespace {

using Found = std::vector<BriefAction const*>;

Found matching(db::Transaction& transaction, BriefPlan const& plan, ActionFilter const& filter, Date today) {
  Found out;
  out.reserve(plan.actions.size());
  if (filter.is_empty()) {
    for (auto const& each : plan.actions) out.push_back(&each);
    return out;
  }
  ActionMatch match{transaction, plan, filter, today};
  for (auto const& each : plan.actions)
    if (match.matches(each)) out.push_back(&each);
  return out;
}

/// What a list is sorted by; what has no value comes last, whichever way.
struct SortValue {
  bool is_none;
  std::int64_t value;
};

SortValue sort_value(BriefPlan const& plan, BriefAction const& action, std::string_view key) {
  constexpr std::array<std::int64_t, rules::kAllDelivered.size()> worst_first{2, 3, 1, 0, 4};
  auto day = [](DayNumber number) { return SortValue{number == no_day, number}; };
  if (key == "owner") return {false, plan.owner_rank[action.owner]};
  if (key == "due") return day(action.due);
  if (key == "first") return day(action.first_due);
  if (key == "moved") return {false, action.days_moved};
  if (key == "status") return {false, worst_first.at(static_cast<std::size_t>(action.status))};
  if (key == "difference") return {false, static_cast<std::int64_t>(action.difference)};
  return {false, action.number};
}

/// `limit` of them from `offset`, in the order asked for. Only so many are put in order.
Found page_of(BriefPlan const& plan, Found found, ActionSort const& sort, std::int64_t limit, std::int64_t offset) {
  auto const from = std::min(static_cast<std::size_t>(offset), found.size());
  auto const to = from + std::min(static_cast<std::size_t>(limit), found.size() - from);
  if (sort.key != "number" || sort.is_descending) {
    struct Place {
      bool is_none;
      std::int64_t value;
      BriefAction const* action;
    };
    std::vector<Place> places;
    places.reserve(found.size());
    for (auto const* each : found) {
      auto const [is_none, value] = sort_value(plan, *each, sort.key);
      places.push_back({is_none, is_none ? 0 : (sort.is_descending ? -value : value), each});
    }
    std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(to), places.end(),
                      [](Place const& a, Place const& b) {
                        return std::tuple(a.is_none, a.value, a.action->number) <
                               std::tuple(b.is_none, b.value, b.action->number);
                      });
    for (std::size_t at = from; at < to; ++at) found[at] = places[at].action;
  }
  return {found.begin() + static_cast<std::ptrdiff_t>(from), found.begin() + static_cast<std::ptrdiff_t>(to)};
}

std::vector<ActionId> ids_of(Found const& found) {
  std::vector<ActionId> out;
  out.reserve(found.size());
  for (auto const* each : found) out.push_back(each->id);
  return out;
}

/// Whole actions, in the order of `found`: by their ids, or from the first number to the last where that reads few
/// others.
std::vector<Action> whole_actions(db::Transaction& transaction, Found const& found) {
  if (found.empty()) return {};
  auto const [first, last] = std::minmax_element(found.begin(), found.end());
  auto const between = static_cast<std::size_t>(*last - *first) + 1;
  if (between > 2 * found.size()) return find_actions(transaction, ids_of(found));
  constexpr auto nowhere = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> places(between, nowhere);
  for (std::size_t at = 0; at < found.size(); ++at) places[static_cast<std::size_t>(found[at] - *first)] = at;
  std::vector<std::optional<Action>> read(found.size());
  std::size_t met = 0;
  transaction.each(sql::list_actions_between, {{"first", (*first)->number}, {"last", (*last)->number}},
                   [&](db::Row const& row) {
                     if (auto const place = places.at(met++); place != nowhere) read[place] = action_of(row);
                   });
  std::vector<Action> out;
  out.reserve(read.size());
  for (auto& each : read)
    if (each) out.push_back(*std::move(each));
  return out;
}

std::uint32_t BriefAction::*parents(ParentKind kind) {
  switch (kind) {
    case ParentKind::theme:
      return &BriefAction::themes;
    case ParentKind::project:
      return &BriefAction::projects;
    case ParentKind::finding:
      return &BriefAction::findings;
  }
  ENSURE(false);
}

}  // namespace

std::int64_t count_actions(db::Transaction& transaction, ActionFilter const& filter, Date today) {
  auto const plan = brief_plan(transaction);
  return static_cast<std::int64_t>(filter.is_empty() ? plan->actions.size()
                                                     : matching(transaction, *plan, filter, today).size());
}

std::vector<ActionId> list_action_ids(db::Transaction& transaction, ActionFilter const& filter, ActionSort const& sort,
                                      Date today, std::int64_t limit, std::int64_t offset) {
  auto const plan = brief_plan(transaction);
  return ids_of(page_of(*plan, matching(transaction, *plan, filter, today), sort, limit, offset));
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
  auto const plan = brief_plan(transaction);
  return whole_actions(transaction, page_of(*plan, matching(transaction, *plan, filter, today), sort, limit, offset));
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
  auto const plan = brief_plan(transaction);
  auto const now = day_number(today);
  Found overdue, past_first;
  std::unordered_map<std::uint32_t, std::int64_t> by_findings;
  for (auto const* each : matching(transaction, *plan, filter, today)) {
    bool const is_late = each->is_late(each->first_due, now);
    if (each->is_late(each->due, now))
      overdue.push_back(each);
    else if (is_late)
      past_first.push_back(each);
    if (plan->themes_of(*each).ids.empty()) out.loose.push_back(each->id);
    ++by_findings[each->findings];
    out.done += each->is_open() ? 0 : 1;
    out.late += is_late ? 1 : 0;
    out.numbers.emplace(each->id.text(), each->number);
    out.children.push_back({each->id.text(), each->status, each->difference, is_late});
  }
  for (auto const& [place, count] : by_findings)
    for (auto const& finding : plan->sets[place].ids) out.by_finding[finding] += count;
  std::stable_sort(overdue.begin(), overdue.end(), [](auto const* a, auto const* b) { return a->due < b->due; });
  out.overdue = ids_of(overdue);
  std::stable_sort(past_first.begin(), past_first.end(),
                   [](auto const* a, auto const* b) { return a->first_due < b->first_due; });
  out.past_first = ids_of(past_first);
  return out;
}

std::map<std::string, ParentStanding> standing_by(db::Transaction& transaction, ParentKind kind, Date today) {
  auto const plan = brief_plan(transaction);
  auto const now = day_number(today);
  auto const place = parents(kind);
  struct Count {
    std::size_t actions = 0, late = 0;
  };
  struct Counts {
    std::array<std::array<Count, rules::kAllRungs.size()>, rules::kAllDelivered.size()> by{};
    std::int64_t overdue = 0;
  };
  std::unordered_map<std::uint32_t, Counts> by_set;
  for (auto const& each : plan->actions) {
    auto& counts = by_set[each.*place];
    auto& count = counts.by[static_cast<std::size_t>(each.status)][static_cast<std::size_t>(each.difference)];
    ++count.actions;
    count.late += each.is_late(each.first_due, now) ? 1 : 0;
    counts.overdue += each.is_late(each.due, now) ? 1 : 0;
  }
  std::map<std::string, ParentStanding> out;
  auto add = [&](std::string const& parent, Counts const& counts) {
    auto& standing = out[parent];
    for (auto delivered : rules::kAllDelivered)
      for (auto rung : rules::kAllRungs) {
        auto const& count = counts.by[static_cast<std::size_t>(delivered)][static_cast<std::size_t>(rung)];
        if (count.actions > 0) standing.tally.add(delivered, rung, count.actions, count.late);
      }
    standing.overdue += counts.overdue;
  };
  for (auto const& [set, counts] : by_set) {
    if (plan->sets[set].ids.empty()) add("", counts);
    for (auto const& parent : plan->sets[set].ids) add(parent, counts);
  }
  return out;
}

AnsweredFindings answered_findings(db::Transaction& transaction) {
  AnsweredFindings out;
  for (auto const& row : transaction.rows(sql::list_findings_with_theme)) out.by_theme.insert(row.text("finding"));
  auto const plan = brief_plan(transaction);
  std::vector<bool> is_met(plan->sets.size());
  for (auto const& each : plan->actions) {
    if (is_met[each.findings]) continue;
    is_met[each.findings] = true;
    auto const& ids = plan->findings_of(each).ids;
    out.by_action.insert(ids.begin(), ids.end());
  }
  return out;
}

ProgrammeCounts count_programme(db::Transaction& transaction, Date today, int days_ahead) {
  auto const plan = brief_plan(transaction);
  auto const now = day_number(today);
  ProgrammeCounts out{static_cast<std::int64_t>(plan->actions.size()), 0, 0, 0, 0};
  for (auto const& each : plan->actions) {
    out.late_against_first += each.is_late(each.first_due, now) ? 1 : 0;
    bool const is_dated = each.is_open() && each.due != no_day;
    out.done += each.is_open() ? 0 : 1;
    out.late += is_dated && each.due < now ? 1 : 0;
    out.soon += is_dated && each.due >= now && each.due <= now + days_ahead ? 1 : 0;
  }
  return out;
}

std::vector<std::string> owner_roles(db::Transaction& transaction) {
  auto out = brief_plan(transaction)->owner_roles;
  std::sort(out.begin(), out.end());
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
