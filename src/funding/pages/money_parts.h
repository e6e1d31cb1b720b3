#pragma once

#include <string>
#include <vector>

#include "funding/summary/summary.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"

// What the pages of this slice share.
namespace gt::funding {

inline constexpr char const* money_section = "Resources";

html::Html money_navigation(std::string_view current);
html::Link money_link();
std::vector<std::string> money_columns(records::Kind const& kind);
html::Html money_state_tag(Record const& record);
/// "£ thousand" where all amounts are whole thousands, else pounds; said in the caption of a table.
html::Html amount_cell(Money amount);
/// To the nearest pound, each figure by itself: for what is reckoned and not counted. `£746,492`
std::string in_pounds(Money amount);
html::Html pounds_cell(Money amount);

/// What stands above a record's facts: gaps and totals of an approval, part-year of a draw-down, how a post stands.
Result<html::Html> standing_of_money(pages::PageCall& call, Record const& record);
/// The links by which a record is taken on, and what hangs on it beside the records that stand in it.
Result<html::Html> steps_of_money(pages::PageCall& call, Record const& record);

/// Before it is held, what it waits for; afterwards, what it keeps of each post.
Result<html::Html> standing_of_review(pages::PageCall& call, Record const& review);
/// Shares, part-year and full-year cost by payer; empty where there is nothing to divide.
Result<html::Html> payers_of_post(pages::PageCall& call, Record const& post);
/// Empty when no post goes on.
html::Html month_payers_part(MonthThirteen const& month, std::vector<Record> const& contributions);

/// The gaps of an approval with their reasons, and where none is given, that none is; empty when there are no gaps.
html::Html gaps_part(ApprovalStanding const& standing, bool may_explain);
html::Html total_part(ApprovalStanding const& standing, std::vector<FundStanding> const& all);

/// A bar a figure, each with its label and amount above it; the same figures in words for those who do not see it.
struct Bar {
  std::string label;
  Money amount;
  char const* look;  ///< a class of the stylesheet
};
html::Html bars(std::string_view id, std::string const& title, std::vector<Bar> const& bars);

/// The posts with their steps, next days, starts and what waiting leaves unspent.
html::Html pipeline_table(std::vector<Record> const& posts, Date today);

/// The files of a ledger, and where the next one is brought in.
Result<html::Html> ledger_files_part(pages::PageCall const& call, Record const& ledger);

// The pages.
void add_overview_page(pages::Site& site);
void add_theme_support_page(pages::Site& site);
void add_pipeline_page(pages::Site& site);
void add_month_thirteen_page(pages::Site& site);
void add_money_tables_page(pages::Site& site);
void add_value_page(pages::Site& site);
void add_money_step_pages(pages::Site& site);
void add_profile_pages(pages::Site& site);
void add_money_settings_page(pages::Site& site);
void add_forecast_pages(pages::Site& site);
void add_ledger_pages(pages::Site& site);
void add_month_end_pages(pages::Site& site);
void add_publication_page(pages::Site& site);
void add_records_page(pages::Site& site);
void add_budget_monitor_pages(pages::Site& site);

}  // namespace gt::funding
