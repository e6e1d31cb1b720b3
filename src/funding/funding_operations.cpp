#include "funding/funding_operations.h"

#include "funding/ledger/profile.h"
#include "funding/records/money_register.h"
#include "funding/records/money_steps.h"
#include "funding/records/money_store.h"
#include "funding/summary/summary.h"

namespace gt::funding {

void add_operations(operations::Registry& registry) {
  registers::add_operations(registry, money_register());
  add_step_operations(registry);
  add_profile_operations(registry);
  add_summary_operations(registry);
}

std::vector<search::Document> money_documents(db::Transaction& transaction, std::string const& kind) {
  constexpr std::int64_t everything = 1'000'000;
  std::vector<search::Document> out;
  for (auto const& each : list_money(transaction, {.kind = kind}, everything)) out.push_back(money_document(each));
  return out;
}

}  // namespace gt::funding
