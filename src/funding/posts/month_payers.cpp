#include "funding/posts/month_payers.h"

#include <algorithm>

#include "funding/posts/source_mix.h"
#include "platform/core/text.h"

namespace gt::funding {

using nlohmann::json;

std::vector<std::pair<std::string, Money>> month_payers(MonthThirteen const& month,
                                                        std::vector<Record> const& contributions) {
  std::map<std::string, Money> sums;
  for (auto const& each : month.posts) {
    auto const exit = each.post.text("exit");
    if (exit == "end" || !each.has_cost) continue;
    std::vector<Record> own;
    std::copy_if(contributions.begin(), contributions.end(), std::back_inserter(own),
                 [&](Record const& share) { return share.parent == each.post.id; });
    auto const named = trimmed(each.post.text("exit_pays"));
    auto const rest = exit.empty() || named.empty() ? std::string(nobody_named) : named;
    for (auto const& [payer, amount] : payers_of(each.a_month, rest, own)) sums[payer] += amount;
  }
  return {sums.begin(), sums.end()};
}

json month_payers_json(db::Transaction& transaction, MonthThirteen const& month) {
  auto out = json::array();
  for (auto const& [payer, amount] : month_payers(month, list_money(transaction, {.kind = "contribution"})))
    out.push_back({{"payer", payer}, {"a_month", amount.text()}});
  return out;
}

}  // namespace gt::funding
