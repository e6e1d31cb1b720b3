#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plans/tracker/headings.h"
#include "platform/sheet/typed_date.h"
#include "platform/sheet/workbook.h"

namespace gt::plans::tracker {

/// What the person who imports decided.
struct Choices {
  Mapping mapping{};
  std::set<std::string> sheets_left_out{};
  bool reads_hidden_sheets = false;
  bool reads_hidden_rows = false;
};

/// One action of the tracker. Texts are as in the sheet, without white space at the ends; empty where nothing stands.
struct TrackerRow {
  sheet::Place place{};  ///< Its sheet and row; column 0.
  std::string reference{};
  std::string action{};  ///< Never empty.
  std::string owner{};
  std::string theme{};  ///< Of the column, or else of the heading above the row.
  std::string project{};
  sheet::TypedDate start{};  ///< Never `not_a_date`: such rows have a fault.
  sheet::TypedDate due{};
  std::string status{};       ///< As typed.
  std::string status_word{};  ///< "not started", "on track", "at risk", "off track" or "done"; empty if none was typed.
  std::string rag{};          ///< As typed.
  std::string progress{};
};

/// Something found at a place of the workbook.
struct Remark {
  sheet::Place place{};
  std::string found{};    ///< What stands there, in short; may be empty.
  std::string message{};  ///< The whole sentence: file, sheet, row, column, what was found, what would be right.
};

/// What became of one sheet.
struct SheetReading {
  std::string name{};
  sheet::Visibility visibility = sheet::Visibility::shown;
  std::optional<Headings> headings{};  ///< Nothing: not read.
  std::size_t rows = 0;                ///< Actions read.
};

struct Reading {
  std::vector<SheetReading> sheets{};
  std::vector<TrackerRow> rows{};
  std::vector<Remark> faults{};     ///< Each must be mended before anything is imported.
  std::vector<Remark> questions{};  ///< Dates that name no day: kept as typed, to be asked about.
  std::vector<Remark> notes{};      ///< What was left out or read in a way that should be known.
};

/// Reads every sheet that has a row of headings. Empty rows are passed over; a row whose only text is a merged cell is
/// the heading of a theme for the rows beneath. Values merged over several rows count for each of them.
Reading read_tracker(sheet::Workbook const& workbook, Choices const& choices = {});

/// The decisions to remember for the next import of the same tracker: each heading and its field.
Mapping mapping_of(Reading const& reading);

/// The plan's word for what trackers write as a status or a colour: "Completed" is "done". Nothing if it is not known.
std::optional<std::string> status_word_of(std::string_view typed);

}  // namespace gt::plans::tracker
