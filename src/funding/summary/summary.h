#pragma once

#include <map>
#include <string>
#include <vector>

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

  Money unallocated() const { return approved - itemised; }
  Money not_drawn() const { return approved - drawn; }
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
};

struct FundStanding {
  Record fund;
  Standing amounts;
  std::vector<ApprovalStanding> approvals;  ///< decided for and still bids; refused and lapsed ones last
};

/// Every fund by number. A fixed number of queries, however much money there is.
std::vector<FundStanding> money_overview(db::Transaction& transaction);

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
std::vector<MonthThirteen> month_thirteen(db::Transaction& transaction);

void add_summary_operations(operations::Registry& registry);

/// When an approval's money ends: its last day, or its months from its first; nothing when it names neither.
std::optional<Date> end_of(Record const& approval);

}  // namespace gt::funding
