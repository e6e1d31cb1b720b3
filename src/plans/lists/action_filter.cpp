#include "plans/lists/action_filter.h"

#include <algorithm>
#include <array>

#include "plans/actions/action_rules.h"
#include "plans/lists/action_words.h"
#include "plans/plan_store.h"
#include "plans/sql.h"
#include "platform/core/id.h"
#include "platform/registers/day_range.h"

namespace gt::plans {

namespace {

constexpr int month_ahead = 31;
constexpr int quarter_ahead = 92;

struct Named {
  std::string_view name;
  std::string ActionFilter::*member;
};
constexpr std::array<Named, 13> filter_members{{{"words", &ActionFilter::words},
                                                {"theme", &ActionFilter::theme},
                                                {"project", &ActionFilter::project},
                                                {"stage", &ActionFilter::stage},
                                                {"finding", &ActionFilter::finding},
                                                {"status", &ActionFilter::status},
                                                {"difference", &ActionFilter::difference},
                                                {"colour", &ActionFilter::colour},
                                                {"owner", &ActionFilter::owner},
                                                {"account", &ActionFilter::account},
                                                {"due", &ActionFilter::due},
                                                {"from", &ActionFilter::from},
                                                {"to", &ActionFilter::to}}};

constexpr std::array<std::string_view, 7> sort_keys{"number", "owner", "due", "first", "moved", "status", "difference"};

// The places of a list that hold what is chosen; nothing where nothing is.
template <class List, class Holds>
std::optional<std::vector<bool>> places(std::string const& chosen, List const& list, Holds holds) {
  if (chosen.empty()) return std::nullopt;
  std::vector<bool> out;
  for (auto const& each : list) out.push_back(holds(each));
  return out;
}

std::optional<std::vector<bool>> places_of_id(std::string const& id, BriefPlan const& plan, bool may_be_none) {
  return places(id, plan.sets, [&](IdSet const& set) {
    if (may_be_none && id == "none") return set.ids.empty();
    return std::find(set.ids.begin(), set.ids.end(), id) != set.ids.end();
  });
}

// The days that a filter leaves, both ends open where they are empty.
struct Days {
  std::optional<Date> from, before;
  void not_before(Date day) { from = from ? std::max(*from, day) : day; }
  void only_before(Date day) { before = before ? std::min(*before, day) : day; }
};

bool is_known_due(std::string const& due) {
  return due.empty() || due == "late" || due == "first" || due == "month" || due == "quarter" || due == "moved" ||
         due == "undated";
}

std::string_view said_of(BriefAction const& action, DayNumber today) {
  return delivered_in_words(
      {action.status, action.is_late(action.due, today), action.is_late(action.first_due, today), action.has_recovery});
}

}  // namespace

ActionFilter ActionFilter::from_query(html::Query const& query) {
  ActionFilter filter;
  for (auto const& each : filter_members) filter.*each.member = query.value(each.name);
  return filter;
}

html::Query ActionFilter::to_query() const {
  html::Query query;
  for (auto const& each : filter_members)
    if (!(this->*each.member).empty()) query = query.with(each.name, this->*each.member);
  return query;
}

bool ActionFilter::is_empty() const { return *this == ActionFilter{}; }

Result<void> check_days(ActionFilter const& filter) { return registers::DayRange{filter.from, filter.to}.check(); }

bool is_sort_key(std::string_view key) { return std::find(sort_keys.begin(), sort_keys.end(), key) != sort_keys.end(); }

ActionSort sort_from_query(html::Query const& query) {
  std::string key{query.value("sort")};
  if (!is_sort_key(key)) return {};
  return {std::move(key), query.value("order") == "desc"};
}

ActionMatch::ActionMatch(db::Transaction& transaction, BriefPlan const& plan, ActionFilter const& filter, Date today) {
  Days days;
  registers::DayRange const range{filter.from, filter.to};
  if (auto from = range.first()) days.not_before(*from);
  if (auto to = range.last()) days.only_before(to->plus_days(1));
  if (filter.due == "late") days.only_before(today);
  if (filter.due == "month" || filter.due == "quarter") {
    days.not_before(today);
    days.only_before(today.plus_days((filter.due == "month" ? month_ahead : quarter_ahead) + 1));
  }
  if (days.from) due_from_ = day_number(days.from);
  if (days.before) due_before_ = day_number(days.before);
  if (filter.due == "first") first_due_before_ = day_number(today);
  is_open_ = filter.due == "late" || filter.due == "first" || filter.due == "month" || filter.due == "quarter";
  has_moved_ = filter.due == "moved";
  is_undated_ = filter.due == "undated";
  today_ = day_number(today);
  if (!filter.status.empty()) delivered_ = delivered_word_from(filter.status);
  if (!filter.difference.empty()) difference_ = rules::rung_from_code(filter.difference);
  is_nothing_ = !check_days(filter) || !is_known_due(filter.due) || (!filter.status.empty() && !delivered_) ||
                (!filter.difference.empty() && !difference_);
  owner_ = places(filter.owner, plan.owner_roles, [&](std::string const& each) { return each == filter.owner; });
  account_ = places(filter.account, plan.accounts, [&](std::string const& each) { return each == filter.account; });
  themes_ = places_of_id(filter.theme, plan, true);
  projects_ = places_of_id(filter.project, plan, false);
  findings_ = places_of_id(filter.finding, plan, true);
  if (!filter.stage.empty()) {
    of_stage_.emplace();
    if (is_opaque_id(filter.stage))
      transaction.each(sql::list_actions_of_stage, {{"stage", filter.stage}},
                       [&](db::Row const& row) { of_stage_->insert(row.text("action")); });
  }
  if (!filter.words.empty()) with_words_ = numbers_with_words(transaction, filter.words);
  if (!filter.colour.empty()) colour_.emplace(brag_variant(find_programme(transaction)), filter.colour, today);
}

bool ActionMatch::matches(BriefAction const& action) {
  auto is_chosen = [](Chosen const& chosen, std::uint32_t place) { return !chosen || (*chosen)[place]; };
  bool const has_due = action.due != no_day;
  return !is_nothing_ && (!delivered_ || said_of(action, today_) == *delivered_) &&
         (!difference_ || action.difference == *difference_) && is_chosen(owner_, action.owner) &&
         is_chosen(account_, action.account) && is_chosen(themes_, action.themes) &&
         is_chosen(projects_, action.projects) && is_chosen(findings_, action.findings) &&
         (!is_open_ || action.is_open()) && (!due_from_ || (has_due && action.due >= *due_from_)) &&
         (!due_before_ || (has_due && action.due < *due_before_)) &&
         (!first_due_before_ || (action.first_due != no_day && action.first_due < *first_due_before_)) &&
         (!has_moved_ || action.moves > 0) && (!is_undated_ || !has_due) &&
         (!with_words_ || with_words_->contains(action.number)) &&
         (!of_stage_ || of_stage_->contains(action.id.text())) && (!colour_ || colour_->matches(action));
}

}  // namespace gt::plans
