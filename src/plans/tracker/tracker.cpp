#include "plans/tracker/tracker.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::plans::tracker {
namespace {

using sheet::Cell;
using sheet::CellKind;
using sheet::Place;
using sheet::Sheet;
using sheet::TypedDate;
using sheet::Visibility;
using sheet::Workbook;

std::string in_short(std::string_view text) {
  constexpr std::size_t most = 60;
  std::string line = one_line(text);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    bool const begins = (static_cast<unsigned char>(line[at]) & 0xC0U) != 0x80U;
    if (begins && ++characters > most) return line.substr(0, at) + "…";
  }
  return line;
}

/// What a cell says, as a person would read it.
std::string shown(Cell const& cell) {
  if (cell.kind == CellKind::number) return sheet::number_as_read(cell.text);
  if (cell.kind == CellKind::date) return cell.shown.empty() ? cell.day()->printed() : cell.shown;
  if (cell.kind == CellKind::boolean) return cell.text == "true" ? "yes" : "no";
  return trimmed(cell.text);
}

/// "row 3" or "rows 3, 7 to 9 and 12" for row numbers in order.
std::string row_list(std::vector<int> const& rows) {
  std::vector<std::string> runs;
  for (std::size_t at = 0; at < rows.size();) {
    auto end = at;
    while (end + 1 < rows.size() && rows[end + 1] == rows[end] + 1) ++end;
    runs.push_back(end == at ? std::to_string(rows[at]) : fmt::format("{} to {}", rows[at], rows[end]));
    at = end + 1;
  }
  std::string out = rows.size() == 1 ? "row " : "rows ";
  for (std::size_t at = 0; at < runs.size(); ++at) {
    out += (at == 0 ? "" : at + 1 == runs.size() ? " and " : ", ") + runs[at];
  }
  return out;
}

class Reader {
 public:
  Reader(Workbook const& workbook, Choices const& choices) : workbook_(workbook), choices_(choices) {}

  Reading read() {
    for (auto const& note : workbook_.notes) remark(reading_.notes, note.place, "", note.message);
    for (Sheet const& each : workbook_.sheets) read_sheet(each);
    bool const found = std::any_of(reading_.sheets.begin(), reading_.sheets.end(),
                                   [](SheetReading const& each) { return each.headings.has_value(); });
    if (!found) {
      remark(reading_.faults, {}, "",
             "No sheet that was read has a row of headings. One row must name its columns, “Action” and at least one "
             "more, such as “Ref”, “Owner” or “Due date”.");
    } else if (reading_.rows.empty() && reading_.faults.empty()) {
      remark(reading_.faults, {}, "", "There are headings and no action beneath them.");
    }
    return std::move(reading_);
  }

 private:
  void remark(std::vector<Remark>& list, Place place, std::string found, std::string const& sentence) {
    auto message = sheet::describe(workbook_.filename, place) + ": " + sentence;
    list.push_back({std::move(place), std::move(found), std::move(message)});
  }

  Place place(std::size_t row, std::optional<std::size_t> column = std::nullopt) const {
    return {sheet_->name, static_cast<int>(row) + 1, column ? static_cast<int>(*column) + 1 : 0};
  }

  void fault(std::size_t row, std::size_t column, std::string const& found, std::string const& sentence) {
    remark(reading_.faults, place(row, column), in_short(found), sentence);
  }

  void read_sheet(Sheet const& each) {
    sheet_ = &each;
    SheetReading& made = reading_.sheets.emplace_back(SheetReading{each.name, each.visibility, std::nullopt, 0});
    Place const whole{each.name, 0, 0};
    if (choices_.sheets_left_out.count(each.name) > 0) return;
    if (each.visibility != Visibility::shown && !choices_.reads_hidden_sheets) {
      remark(reading_.notes, whole, "",
             "This sheet is hidden and was not read. Show it in the workbook or ask for hidden "
             "sheets if it belongs to the tracker.");
      return;
    }
    if (each.rows.empty()) return;
    merged_.emplace(each);
    auto headings = find_headings(each, *merged_, choices_.mapping);
    if (!headings) {
      remark(reading_.notes, whole, "",
             "No row of headings was found (an “Action” and at least one more), so this sheet "
             "was not read.");
      return;
    }
    headings_ = *headings;
    made.headings = std::move(headings);
    note_columns();
    auto const before = reading_.rows.size();
    read_rows();
    made.rows = reading_.rows.size() - before;
  }

  void note_columns() {
    for (auto const& column : headings_.columns) {
      if (!column.is_second) continue;
      remark(
          reading_.notes, place(headings_.last_row, column.column), column.heading,
          fmt::format("The column “{}” was not read, since another column was already taken for the same. Choose which "
                      "to read.",
                      in_short(column.heading)));
    }
  }

  void read_rows() {
    theme_.clear();
    std::vector<int> hidden;
    std::map<std::size_t, std::vector<int>> formulas;
    for (std::size_t row = headings_.last_row + 1; row < sheet_->rows.size(); ++row) {
      if (is_blank(row)) continue;
      if (sheet_->rows[row].is_hidden && !choices_.reads_hidden_rows) {
        hidden.push_back(static_cast<int>(row) + 1);
        continue;
      }
      if (repeats_headings(row)) continue;
      for (auto const& column : headings_.columns) {
        if (column.field && sheet_->at(row, column.column).is_formula) {
          formulas[column.column].push_back(static_cast<int>(row) + 1);
        }
      }
      if (!take_theme_heading(row)) read_row(row);
    }
    if (!hidden.empty()) {
      remark(reading_.notes, {sheet_->name, 0, 0}, "",
             fmt::format("Hidden and not read: {}. Show them in the workbook or ask for hidden rows if they belong to "
                         "the tracker.",
                         row_list(hidden)));
    }
    for (auto const& [column, rows] : formulas) {
      remark(reading_.notes, {sheet_->name, rows.front(), static_cast<int>(column) + 1}, "",
             fmt::format("Cells with formulas were read as the values they had when the workbook was last saved: {}.",
                         row_list(rows)));
    }
    auto const rag = headings_.column_of(Field::rag);
    if (rag && !has_rag_words_ && !reading_.rows.empty()) {
      remark(reading_.notes, place(headings_.last_row, *rag), "",
             "This column has no words in it. The colours of cells are not read: write “Red”, “Amber”, “Green” or "
             "“Blue”.");
    }
    has_rag_words_ = false;
  }

  bool is_blank(std::size_t row) const {
    auto const& cells = sheet_->rows[row].cells;
    return std::all_of(cells.begin(), cells.end(), [](Cell const& cell) { return shown(cell).empty(); });
  }

  /// Headings that are printed again further down.
  bool repeats_headings(std::size_t row) const {
    int same = 0;
    for (auto const& column : headings_.columns) {
      auto const text = normalised_heading(shown(sheet_->at(row, column.column)));
      if (text.empty()) continue;
      bool const is_heading = text == normalised_heading(column.heading) ||
                              text == normalised_heading(shown(sheet_->at(headings_.last_row, column.column)));
      if (!is_heading) return false;
      ++same;
    }
    return same >= 2;
  }

  /// A lone merged cell: the theme of the rows beneath.
  bool take_theme_heading(std::size_t row) {
    Cell const* lone = nullptr;
    for (auto const& cell : sheet_->rows[row].cells) {
      if (shown(cell).empty()) continue;
      if (lone != nullptr) return false;
      lone = &cell;
    }
    if (lone == nullptr || lone->kind != CellKind::text || lone->spans_columns < 2) return false;
    // An action's own cell may be merged over two columns, and be all there is of it so far.
    auto const column = static_cast<std::size_t>(lone - sheet_->rows[row].cells.data());
    bool const is_wide = std::size_t{lone->spans_columns} * 2 >= headings_.columns.size();
    if (!is_wide && column >= *headings_.column_of(Field::action)) return false;
    theme_ = one_line(lone->text);
    return true;
  }

  struct FieldCell {
    std::size_t column;
    Cell const* cell;
    std::size_t row;     ///< Where the cell is.
    bool is_from_above;  ///< Of a range that begins in a row above.
  };

  /// The cell that counts for a field in this row: its own, or that of a range merged downwards over it.
  std::optional<FieldCell> cell_of(std::size_t row, Field field) const {
    auto const column = headings_.column_of(field);
    if (!column) return std::nullopt;
    At const at = merged_->top_left(row, *column);
    if (at.row <= headings_.last_row || at.column != *column) return std::nullopt;
    return FieldCell{*column, &sheet_->at(at.row, at.column), at.row, at.row != row};
  }

  std::string text_of(std::size_t row, Field field) {
    auto const found = cell_of(row, field);
    if (!found) return {};
    if (found->cell->kind == CellKind::error) {
      if (!found->is_from_above) {
        fault(row, found->column, found->cell->text,
              fmt::format("The formula here failed with “{}”. Mend it, or write the {}.", found->cell->text,
                          label(field)));
      }
      return {};
    }
    std::string text = shown(*found->cell);
    if (!text.empty() && text_fault(text)) {
      fault(row, found->column, "",
            fmt::format("The {} holds a control character that cannot be stored. Type it again.", label(field)));
      return {};
    }
    return text;
  }

  // Cells of a CSV file have no format: only the day itself can be written there.
  std::string in_a_file_without_formats(TypedDate const& date) const {
    if (workbook_.format != sheet::Format::csv) return date.message;
    auto const number = date.message.find("worksheet’s day number");
    if (number == std::string::npos) return date.message;
    auto const advice = date.message.find(" Give the cell", number);
    return date.message.substr(0, advice) + " Write the day, for example 15 January 2027.";
  }

  TypedDate date_of(std::size_t row, Field field) {
    auto const found = cell_of(row, field);
    if (!found) return {};
    TypedDate date = sheet::read_typed_date(*found->cell, workbook_.counts_from_1904);
    if (found->is_from_above) {
      if (date.kind == TypedDate::Kind::not_a_date) date = {};  // Said once, in the range's first row.
      return date;
    }
    if (date.kind == TypedDate::Kind::not_a_date) {
      fault(row, found->column, date.typed, in_a_file_without_formats(date));
      return {};
    }
    if (date.kind == TypedDate::Kind::no_day) {
      remark(reading_.questions, place(row, found->column), in_short(date.typed), date.message);
    }
    return date;
  }

  std::string reference_of(std::size_t row) {
    auto const found = cell_of(row, Field::reference);
    if (found && found->cell->kind == CellKind::date) {
      fault(row, found->column, shown(*found->cell),
            fmt::format(
                "The reference number here is a date, {}: the spreadsheet program made it one. Give the column the "
                "format “text” and write the number again.",
                found->cell->day()->printed()));
      return {};
    }
    return one_line(text_of(row, Field::reference));
  }

  /// The rest of an action whose cell is merged over several rows: its further progress.
  void continue_action(std::size_t row, FieldCell const& first) {
    if (reading_.rows.empty() || !(reading_.rows.back().place == place(first.row))) {
      fault(
          row, first.column, first.cell->text,
          fmt::format("This row belongs to the action of row {}, whose cell is merged over it and which was not read. "
                      "Split the merged cell, or mend that row first.",
                      first.row + 1));
      return;
    }
    TrackerRow& action = reading_.rows.back();
    for (auto const& column : headings_.columns) {
      if (!column.field || sheet_->at(row, column.column).is_covered) continue;
      std::string const text = text_of(row, *column.field);
      if (text.empty()) continue;
      if (column.field == Field::progress) {
        action.progress += (action.progress.empty() ? "" : "\n") + text;
      } else {
        fault(row, column.column, text,
              fmt::format("This row belongs to the action of row {}, whose cell is merged over it, and has another {}, "
                          "“{}”. Split the merged cell, or keep one {}.",
                          action.place.row, label(*column.field), in_short(text), label(*column.field)));
      }
    }
  }

  void read_row(std::size_t row) {
    auto const action_cell = cell_of(row, Field::action);
    if (action_cell && action_cell->is_from_above && !shown(*action_cell->cell).empty()) {
      continue_action(row, *action_cell);
      return;
    }
    TrackerRow made;
    made.place = place(row);
    made.action = text_of(row, Field::action);
    made.reference = reference_of(row);
    if (made.action.empty()) {
      if (action_cell && action_cell->cell->kind == CellKind::error) return;
      fault(row, *headings_.column_of(Field::action), "",
            "This row has no action. Write it, clear the row, or, if the row is the heading of a theme, merge its "
            "cells.");
      return;
    }
    made.owner = one_line(text_of(row, Field::owner));
    made.theme = one_line(text_of(row, Field::theme));
    if (made.theme.empty()) made.theme = theme_;
    made.project = one_line(text_of(row, Field::project));
    made.start = date_of(row, Field::start);
    made.due = date_of(row, Field::due);
    made.progress = text_of(row, Field::progress);
    made.rag = one_line(text_of(row, Field::rag));
    has_rag_words_ = has_rag_words_ || !made.rag.empty();
    take_status(row, made);
    check_dates(row, made);
    check_reference(row, made);
    reading_.rows.push_back(std::move(made));
  }

  void take_status(std::size_t row, TrackerRow& made) {
    made.status = one_line(text_of(row, Field::status));
    if (made.status.empty()) return check_colour(row, made);
    if (auto const word = status_word_of(made.status)) {
      made.status_word = *word;
      return;
    }
    fault(row, *headings_.column_of(Field::status), made.status,
          fmt::format(
              "The status “{}” is not known. Write “not started”, “on track”, “at risk”, “off track” or “done”, or "
              "read this column as progress.",
              in_short(made.status)));
  }

  // Where there is no status, the colour says how it stands.
  void check_colour(std::size_t row, TrackerRow const& made) {
    if (made.rag.empty() || status_word_of(made.rag)) return;
    fault(row, *headings_.column_of(Field::rag), made.rag,
          fmt::format("The rating “{}” is not known. Write “Red”, “Amber”, “Green” or “Blue”, clear the cell, or leave "
                      "this column out.",
                      in_short(made.rag)));
  }

  void check_dates(std::size_t row, TrackerRow const& made) {
    if (!made.start.day || !made.due.day || *made.start.day <= *made.due.day) return;
    fault(row, *headings_.column_of(Field::due), made.due.typed,
          fmt::format("The due date, {}, is before the start date, {}. Mend one of them.", made.due.day->printed(),
                      made.start.day->printed()));
  }

  void check_reference(std::size_t row, TrackerRow const& made) {
    if (made.reference.empty()) return;
    auto const [earlier, is_new] = references_.emplace(lower_case(made.reference), made.place);
    if (is_new) return;
    auto const column = *headings_.column_of(Field::reference);
    bool const is_number = sheet_->at(row, column).kind == CellKind::number;
    fault(row, column, made.reference,
          fmt::format(
              "The reference number {} is also in {}. Give each action its own{}.", made.reference,
              sheet::describe("row " + std::to_string(earlier->second.row), {earlier->second.sheet, 0, 0}),
              is_number ? "; a number loses its last nought (1.10 is 1.1), so give the column the format “text”" : ""));
  }

  Workbook const& workbook_;
  Choices const& choices_;
  Reading reading_;
  Sheet const* sheet_ = nullptr;
  std::optional<MergedRanges> merged_;
  Headings headings_;
  std::string theme_;
  std::map<std::string, Place> references_;
  bool has_rag_words_ = false;
};

}  // namespace

Reading read_tracker(Workbook const& workbook, Choices const& choices) { return Reader(workbook, choices).read(); }

Mapping mapping_of(Reading const& reading) {
  Mapping mapping;
  for (auto const& each : reading.sheets) {
    if (!each.headings) continue;
    for (auto const& column : each.headings->columns) {
      auto const [at, is_new] = mapping.emplace(normalised_heading(column.heading), column.field);
      if (!is_new && !at->second) at->second = column.field;
    }
  }
  return mapping;
}

}  // namespace gt::plans::tracker
