#pragma once

#include <map>
#include <string>
#include <vector>

#include "funding/forecast/line_forecast.h"
#include "funding/funding.h"

/// What was approved, itemised, drawn and is meant to be spent, side by side and never forced to be equal.
namespace gt::funding {

/// Amounts of one approval, or summed over a fund's approvals.
struct Standing {
  Money asked;      ///< bids not decided yet
  Money approved;   ///< as the body approved
  Money itemised;   ///< named in cost lines
  Money drawn;      ///< draw-downs approved, by what they take in their first year
  Money requested;  ///< draw-downs asked for
  Money profiled;   ///< in the months of the lines' profiles
  Money committed;  ///< ordered and not paid yet
  Money spent;      ///< as the ledgers and the accruals say; of recurring money in this financial year
  Money forecast;   ///< spent, and what the months to come are expected to cost; of recurring money in this year
  Money returned;   ///< gone back to the fund

  Money unallocated() const { return approved - itemised; }
  Money not_drawn() const { return approved - drawn; }
  /// Not needed by the forecast and not gone back yet; below nothing when more is forecast than was approved.
  Money unspent() const { return approved - forecast - returned; }
  Standing& operator+=(Standing const& other);
};

/// A difference between two of the figures, with its name and the reasons given for it.
struct Gap {
  std::string name;                 ///< a choice of gap reason's "gap"
  Money amount;                     ///< above nothing
  std::int64_t tenths_of_per_cent;  ///< of what was approved: 99 is 9.9%
  std::vector<Record> reasons;
};

struct ApprovalStanding {
  Record approval;
  Standing amounts;
  std::vector<Record> phases, lines, draws;
  std::vector<Gap> gaps;
  bool has_forecast = false;      ///< a profile, a posting or a post says what it will cost
  std::vector<ForecastSum> sums;  ///< of each line, of recurring money in this financial year
  std::optional<Month> spent_to;  ///< the last month that the ledgers have
};

struct FundStanding {
  Record fund;
  Standing amounts;
  std::vector<ApprovalStanding> approvals;  ///< decided for and still bids; refused and lapsed ones last
};

/// Every fund by number. One query while no money changes.
std::vector<FundStanding> money_overview(db::Transaction& transaction, Date today);

nlohmann::json to_json(std::vector<FundStanding> const& funds);

/// Where a paper gives a total that several approvals, phases and draw-downs are meant to reach: what each way of
/// adding up comes to.
struct Sum {
  std::string of;  ///< "950 approved and the 795 in a full year"
  Money amount;
  Money short_of;  ///< the total less the amount; below nothing when it is more
  std::string note;
};
struct TotalCheck {
  Money total;
  Money implied_rest;  ///< the total less what was approved: what phases without an amount would have to be
  std::vector<Sum> sums;
  bool is_reached = false;  ///< by one of the sums exactly
};
/// Nothing when the approval names no total.
std::optional<TotalCheck> check_total(ApprovalStanding const& standing, std::vector<FundStanding> const& all);

/// How the lines of what was approved support the themes.
struct ThemeSupport {
  std::string theme;
  std::vector<Record> lines;
  Money apportioned;  ///< of the lines that state shares
  bool is_apportioned = false;
};
struct Support {
  std::vector<ThemeSupport> themes;   ///< most lines first, then as given
  std::vector<std::string> thinnest;  ///< ids of those with the fewest lines, unless all have as many
  std::vector<Record> supporting_none;
};
Support support_of_themes(db::Transaction& transaction, std::vector<std::string> const& themes);

/// What goes on after the money ends.
struct MonthThirteen {
  Record approval;
  Date ends;
  struct Going {
    Record post;
    Money a_month;  ///< a twelfth of a full year; nothing where none is given
    bool has_cost;
  };
  std::vector<Going> posts;       ///< still there when the money ends, undecided ones first
  Money undecided, kept, ending;  ///< a month
  std::vector<Record> lines_without_posts;
};
/// Of every approval with an end, by that end.
std::vector<MonthThirteen> month_thirteen(db::Transaction& transaction, Date today);

void add_summary_operations(operations::Registry& registry);

/// When an approval's money ends: its last day, or its months from its first; nothing when it names neither.
std::optional<Date> end_of(Record const& approval);

}  // namespace gt::funding
