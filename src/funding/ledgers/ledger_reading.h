#pragma once

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "funding/ledgers/ledger_headings.h"

/// A finance system's worksheet read as postings, whatever its layout: one row a posting or the months across, with or
/// without rows of totals and codes that stand in a group's first row alone. Pure.
namespace gt::funding::ledgers {

struct LedgerRow {
  sheet::Place place{};  ///< of the amount
  std::string code{};    ///< `J1234`, or `J1234 / 10100` where a second column belongs to it
  std::string code_words{};
  Period period{};
  Printed amount{};
  std::string supplier{}, order{}, reference{}, words{};
  std::optional<Date> on{};
};

/// Something found at a place of the file.
struct Remark {
  sheet::Place place{};
  std::string message{};  ///< the whole sentence, with file, sheet, row and column
};

struct LedgerReading {
  std::vector<LedgerRow> rows{};
  std::vector<Remark> faults{};  ///< each must be mended before anything is brought in
  std::vector<Remark> notes{};
  std::vector<std::string> layouts{};  ///< of each sheet that was read, in words
  std::set<Unit> units{};              ///< that titles, headings and cells say
  bool needs_year = false;             ///< periods are numbered, and no column says of which year
};

inline constexpr std::size_t most_postings = 50'000;

LedgerReading read_ledger(sheet::Workbook const& workbook, ColumnNames const& names = {});

/// What the file leaves open and a person says.
struct Answers {
  std::optional<Unit> unit{};
  std::optional<FinancialYear> year{};
};

struct Posting {
  sheet::Place place{};
  std::string code{}, code_words{};
  Month month = Month::from_index(0);
  Money amount{};
  std::string supplier{}, order{}, reference{}, words{};
  std::optional<Date> on{};
};
struct Postings {
  std::vector<Posting> all{};            ///< empty while something is asked
  std::vector<std::string> questions{};  ///< “unit”, “year”
  Money total{};
  std::size_t rounded = 0;  ///< amounts with parts of a penny, each to the nearest
};
/// A file that says one unit, or none and so pounds, asks for none.
Postings postings_of(LedgerReading const& reading, Answers const& answers);

nlohmann::json to_json(LedgerReading const& reading);
/// Of what `to_json` gave.
LedgerReading reading_from_json(nlohmann::json const& json);

}  // namespace gt::funding::ledgers
