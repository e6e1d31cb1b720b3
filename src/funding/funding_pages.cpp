#include "funding/funding_pages.h"

#include "funding/pages/money_parts.h"
#include "funding/records/money_register.h"

namespace gt::funding {

void add_pages(pages::Site& site) {
  registers::add_pages(site, money_register());
  add_overview_page(site);
  add_theme_support_page(site);
  add_pipeline_page(site);
  add_month_thirteen_page(site);
  add_money_tables_page(site);
  add_value_page(site);
  add_money_step_pages(site);
  add_profile_pages(site);
  add_money_settings_page(site);
  add_forecast_pages(site);
  add_ledger_pages(site);
  add_month_end_pages(site);
  add_publication_page(site);
  add_records_page(site);
  add_budget_monitor_pages(site);
}

}  // namespace gt::funding
