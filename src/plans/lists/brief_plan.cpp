#include "plans/lists/brief_plan.h"

#include <algorithm>
#include <unordered_map>

#include "plans/sql.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

/// Each text once, and where it stands.
class Places {
 public:
  std::uint32_t of(std::string text) {
    auto const [found, is_new] = places_.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(found->first);
    return found->second;
  }
  std::vector<std::string>& texts() { return texts_; }

 private:
  std::unordered_map<std::string, std::uint32_t> places_;
  std::vector<std::string> texts_;
};

std::vector<std::int64_t> alphabetical_ranks(std::vector<std::string> const& roles) {
  std::vector<std::string> lowered;
  for (auto const& each : roles) lowered.push_back(lower_case(each));
  auto in_order = lowered;
  std::sort(in_order.begin(), in_order.end());
  std::vector<std::int64_t> out;
  for (auto const& each : lowered)
    out.push_back(std::lower_bound(in_order.begin(), in_order.end(), each) - in_order.begin());
  return out;
}

BriefPlan read_brief_plan(db::Transaction& transaction) {
  BriefPlan plan;
  Places owners, accounts, sets;
  accounts.of("");
  sets.of("");
  transaction.each(sql::list_brief_actions, {}, [&](db::Row const& row) {
    // In the order of the columns, which is the quickest to read.
    auto id = row.id<ActionId>("id");
    auto const number = row.integer("number");
    auto const status = action_status(row.text("status"));
    ENSURE(status.has_value());
    auto const difference = rules::rung_from_code(row.text("difference")).value_or(rules::Rung::none);
    bool const has_recovery = row.flag("has_recovery");
    auto const start = day_number(row.optional_date("start_date"));
    auto const first_due = day_number(row.optional_date("first_due"));
    auto const due = day_number(row.optional_date("due"));
    auto const moves = row.integer("moves");
    auto const days_moved = row.integer("days_moved");
    auto const owner = owners.of(row.text("owner_role"));
    auto const account = accounts.of(row.optional_text("owner_account").value_or(""));
    auto const themes = sets.of(row.text("themes"));
    auto const projects = sets.of(row.text("projects"));
    auto const findings = sets.of(row.text("findings"));
    plan.actions.push_back({std::move(id), number, *status, difference, has_recovery, start, first_due, due, moves,
                            days_moved, owner, account, themes, projects, findings});
  });
  plan.actions.shrink_to_fit();
  plan.owner_rank = alphabetical_ranks(owners.texts());
  plan.owner_roles = std::move(owners.texts());
  plan.accounts = std::move(accounts.texts());
  for (auto& text : sets.texts()) {
    auto ids = text.empty() ? std::vector<std::string>{} : split(text, ' ');
    plan.sets.push_back({std::move(text), std::move(ids)});
  }
  return plan;
}

}  // namespace

DayNumber day_number(std::optional<Date> const& day) {
  return day ? static_cast<DayNumber>(day->sys_days().time_since_epoch().count()) : no_day;
}

Date day_of(DayNumber day) { return Instant::from_unix_milliseconds(0).london_date().plus_days(day); }

std::shared_ptr<BriefPlan const> brief_plan(db::Transaction& transaction) {
  return transaction.kept<BriefPlan>(sql::stamp_of_actions, [&] { return read_brief_plan(transaction); });
}

}  // namespace gt::plans
