#include "funding/profiles/virement.h"

#include <map>

#include <fmt/format.h>

#include "funding/profiles/profile.h"
#include "funding/records/money_register.h"
#include "funding/records/money_store.h"

namespace gt::funding {

namespace {

// Of each month of the year as much as its part of the year's profile; the running sum is exact.
std::map<Month, Money> taken_by_month(std::vector<MonthAmount> const& profile, FinancialYear year, Money amount) {
  Money of_year;
  for (auto const& each : profile)
    if (each.month.financial_year() == year) of_year += each.amount;
  std::map<Month, Money> out;
  Money so_far, taken;
  for (auto const& each : profile) {
    if (each.month.financial_year() != year) continue;
    so_far += each.amount;
    auto const until_now = amount.times(so_far.pence(), of_year.pence());
    out[each.month] = until_now - taken;
    taken = until_now;
  }
  return out;
}

std::vector<MonthAmount> with(std::vector<MonthAmount> const& profile, std::map<Month, Money> const& more, bool add) {
  std::map<Month, Money> sums;
  for (auto const& each : profile) sums[each.month] += each.amount;
  for (auto const& [month, amount] : more) sums[month] += add ? amount : -amount;
  std::vector<MonthAmount> out;
  for (auto const& [month, amount] : sums) out.push_back(MonthAmount{month, amount});
  return out;
}

Result<void> change_amount(operations::Call& call, Record line, Money by, std::string const& why) {
  auto const before = line;
  line.fields["amount"] = (*line.money("amount") + by).text();
  TRY(save_changed(call, money_register(), before, std::move(line), why));
  return {};
}

}  // namespace

Result<void> move_money(operations::Call& call, Record const& virement) {
  auto const from = TRY(find_open(money_register(), call.db(), money_kind("cost line"), virement.text("from_line")));
  auto const to = TRY(find_open(money_register(), call.db(), money_kind("cost line"), virement.text("to_line")));
  auto const amount = *virement.money("amount");
  if (*from.money("amount") < amount)
    return refuse_field("amount",
                        fmt::format("“{}” has {} only. Move less.", from.title, from.money("amount")->printed()));
  auto const year = FinancialYear::from_typed(virement.text("financial_year")).value();
  auto const profile = profile_of(call.db(), from.id);
  if (!profile.empty()) {
    Money of_year;
    for (auto const& each : profile)
      if (each.month.financial_year() == year) of_year += each.amount;
    if (of_year < amount)
      return refuse_field("amount", fmt::format("“{}” means to spend {} in {}. Move less, or change its profile first.",
                                                from.title, of_year.printed(), year.printed()));
    auto const taken = taken_by_month(profile, year, amount);
    auto const why = fmt::format("Virement {}: {}", virement.number, virement.title);
    auto const agreed = virement.text("decided_by");
    change_profile(call, from, with(profile, taken, false), agreed, why);
    change_profile(call, to, with(profile_of(call.db(), to.id), taken, true), agreed, why);
  }
  auto const why = fmt::format("Virement {}: {}", virement.number, virement.title);
  TRY(change_amount(call, from, -amount, why));
  return change_amount(call, to, amount, why);
}

}  // namespace gt::funding
