#include "funding/funding_operations.h"

#include "funding/actuals/budget_positions.h"
#include "funding/actuals/ledger_operations.h"
#include "funding/actuals/month_closing.h"
#include "funding/actuals/month_end.h"
#include "funding/actuals/publication.h"
#include "funding/forecast/forecasts.h"
#include "funding/profiles/profile.h"
#include "funding/records/money_register.h"
#include "funding/records/money_steps.h"
#include "funding/records/money_store.h"
#include "funding/summary/summary.h"
#include "funding/tables/money_tables.h"
#include "funding/value/value.h"

namespace gt::funding {

void add_operations(operations::Registry& registry, ReadSheet read_sheet) {
  registers::add_operations(registry, money_register());
  add_step_operations(registry);
  add_profile_operations(registry);
  add_summary_operations(registry);
  add_position_operations(registry, read_sheet);
  add_ledger_operations(registry, std::move(read_sheet));
  add_month_operations(registry);
  add_month_end_operations(registry);
  add_forecast_operations(registry);
  add_publication_operations(registry);
  add_table_operations(registry);
  add_value_operations(registry);
}

std::vector<search::Document> money_documents(db::Transaction& transaction, std::string const& kind) {
  std::vector<search::Document> out;
  for (auto const& each : list_money(transaction, {.kind = kind}, most_records)) out.push_back(money_document(each));
  return out;
}

}  // namespace gt::funding
