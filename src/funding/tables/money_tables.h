#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "funding/arithmetic/units.h"
#include "funding/funding.h"

/// The money of a report to a body that decides: financial years across, one-off and recurring apart, what is given
/// beside what it buys, and draw-downs with both their effects. Amounts are exact; rounding is for whoever prints them.
namespace gt::funding {

/// `total` is of the years and of what is in none; of a row that has neither, what only the total can say.
struct TableRow {
  std::string label, address;  ///< a record's title and page; no page for a sum
  bool is_sum = false;
  std::map<FinancialYear, Money> years = {};
  Money no_year = {};
  Money total = {};

  void add(FinancialYear year, Money amount);
  void add_without_year(Money amount);
  TableRow& operator+=(TableRow const& other);
};

struct TablePart {
  std::string name;  ///< "Lines, one-off"
  std::vector<TableRow> rows;
};

/// Draw-downs that begin in one year and are as far. The first year and the full year are the same posts in two years:
/// they stand side by side, and each is added up by itself.
struct DrawPart {
  FinancialYear first;
  std::string state;
  struct Row {
    Record draw;
    Money part_year;
    std::optional<Money> full_year;  ///< of what runs on
  };
  std::vector<Row> rows;
  Money part_year, full_year;
};

struct MoneyTables {
  std::string of;                    ///< the title of the approval or fund; "All funds"
  std::vector<FinancialYear> years;  ///< across, without a gap
  bool has_no_year = false;          ///< some of it is in no year
  std::string given;                 ///< "Approved"; of a bid "Asked for"
  std::int64_t lines = 0;
  std::vector<TablePart> parts;  ///< the last is of sums alone
  std::vector<DrawPart> draws;
  std::vector<Record> bids_left_out;  ///< asked for and not decided; not of a table of one bid
  std::string not_compared;           ///< why what is given and what the lines come to are not compared; may be empty

  bool is_empty() const { return parts.empty() && draws.empty(); }
  /// Whether a figure is rounded in this unit.
  bool is_rounded(Unit unit) const;
};

/// Of one approval or bid, of what was approved from one fund, or for an empty id of all. Errors: not_found.
Result<MoneyTables> money_tables(db::Transaction& transaction, std::string const& of);

void add_table_operations(operations::Registry& registry);

}  // namespace gt::funding
