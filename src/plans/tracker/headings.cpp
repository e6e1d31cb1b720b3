#include "plans/tracker/headings.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "platform/core/text.h"

namespace gt::plans::tracker {
namespace {

using sheet::Cell;
using sheet::CellKind;
using sheet::Sheet;

struct FieldWords {
  Field field;
  std::string_view word;
  std::string_view label;
  std::vector<std::string_view> headings;  ///< Normalised; what councils write.
};

std::vector<FieldWords> const& vocabulary() {
  static std::vector<FieldWords> const words{
      {Field::reference,
       "reference",
       "reference number",
       {"ref",    "ref no",  "ref number",  "reference",     "reference number", "reference no",     "no",
        "number", "id",      "action no",   "action number", "action ref",       "action reference", "action id",
        "item",   "item no", "item number", "unique ref",    "unique reference", "unique id",        "ref id"}},
      {Field::action,
       "action",
       "action",
       {"action",
        "actions",
        "action required",
        "actions required",
        "action to be taken",
        "actions to be taken",
        "what",
        "what will we do",
        "what we will do",
        "what needs to be done",
        "task",
        "tasks",
        "activity",
        "description",
        "action description",
        "description of action",
        "key action",
        "key actions",
        "improvement action",
        "milestone",
        "deliverable",
        "specific action",
        "specific actions"}},
      {Field::owner,
       "owner",
       "owner",
       {"owner",
        "action owner",
        "owner role",
        "lead",
        "lead officer",
        "action lead",
        "named lead",
        "responsible",
        "responsible officer",
        "responsible person",
        "person responsible",
        "responsible lead",
        "responsibility",
        "who",
        "by whom",
        "accountable officer",
        "assigned to",
        "lead role",
        "owned by",
        "officer"}},
      {Field::theme,
       "theme",
       "theme",
       {"theme", "priority", "priority area", "workstream", "work stream", "improvement theme", "improvement priority",
        "improvement area", "strand", "theme name", "area"}},
      {Field::project, "project", "project", {"project", "project name", "project title", "sub project"}},
      {Field::start,
       "start",
       "start date",
       {"start", "start date", "started", "date started", "starts on", "start on", "from", "begins", "planned start"}},
      {Field::due,
       "due",
       "due date",
       {"due",
        "due date",
        "due on",
        "due by",
        "deadline",
        "by when",
        "target date",
        "completion date",
        "target completion date",
        "planned completion date",
        "end",
        "end date",
        "finish",
        "finish date",
        "when",
        "timescale",
        "timescales",
        "date due",
        "to be completed by",
        "complete by",
        "completion due",
        "original due date"}},
      {Field::status,
       "status",
       "status",
       {"status", "current status", "progress status", "delivery status", "action status", "state", "delivered"}},
      {Field::rag,
       "rag",
       "RAG rating",
       {"rag", "rag rating", "rag status", "brag", "brag rating", "brag status", "current rag", "rating", "brag colour",
        "rag colour"}},
      {Field::progress,
       "progress",
       "progress or comments",
       {"progress", "progress update", "progress updates", "progress to date", "progress notes", "progress comments",
        "comments", "comment", "commentary", "update", "updates", "latest update", "notes", "note", "narrative",
        "progress and comments", "update comments", "latest progress"}},
  };
  return words;
}

/// Short words say too little inside a longer heading ("no", "who", "end").
bool is_telling(std::string_view heading) { return heading.size() >= 6 || heading == "rag" || heading == "brag"; }

bool has_words(std::string_view heading, std::string_view words) {
  return (" " + std::string(heading) + " ").find(" " + std::string(words) + " ") != std::string::npos;
}

std::string heading_text(Cell const& cell) {
  return one_line(cell.kind == CellKind::date ? cell.day()->printed() : cell.text);
}

/// What a person decided, or else the guess.
struct Meaning {
  std::optional<Field> field;
  bool is_decided = false;
};

Meaning meaning(std::string_view heading, Mapping const& mapping) {
  auto const decided = mapping.find(normalised_heading(heading));
  if (decided != mapping.end()) return {decided->second, true};
  return {guess_field(heading), false};
}

/// The text of the heading above, if it stands over this column alone or over a part of the table's columns.
std::string group_heading(Sheet const& sheet, MergedRanges const& merged, std::size_t row, std::size_t column) {
  At const at = merged.top_left(row, column);
  Cell const& cell = sheet.at(at.row, at.column);
  bool const spans_all = cell.spans_columns >= sheet.column_count();
  return spans_all ? "" : heading_text(cell);
}

std::string joined(std::string const& above, std::string const& below) {
  if (above.empty() || below.empty() || above == below) return above + (above == below ? "" : below);
  return above + " " + below;
}

/// An exported plan says beside the status how that reads on the day, and in which colour. Only the status is written
/// back.
void leave_out_what_exports_add(std::vector<ColumnReading>& columns) {
  auto const at = [&](std::string_view heading) {
    return std::find_if(columns.begin(), columns.end(), [&](ColumnReading const& each) {
      return each.is_guess && normalised_heading(each.heading) == heading;
    });
  };
  auto const delivered = at("delivered");
  if (delivered != columns.end() && at("status") != columns.end() && at("colour") != columns.end())
    delivered->field.reset();
}

/// The headings if they stood in these rows.
Headings headings_at(Sheet const& sheet, MergedRanges const& merged, std::size_t first, std::size_t last,
                     Mapping const& mapping) {
  Headings headings{first, last, {}};
  auto const width = sheet.column_count();
  for (std::size_t column = 0; column < width; ++column) {
    std::string const below = sheet.at(last, column).is_covered ? "" : heading_text(sheet.at(last, column));
    std::string const above = first == last ? "" : group_heading(sheet, merged, first, column);
    // A heading over several columns stands for the first of them alone, unless each has one of its own beneath.
    bool const is_group = first != last && merged.top_left(first, column).column != column;
    std::string const own = below.empty() && is_group ? "" : joined(above, below);
    if (own.empty()) continue;
    // A title that was taken for a heading above must not outweigh the heading itself.
    Meaning found = meaning(own, mapping);
    if (!found.is_decided && !below.empty()) {
      if (Meaning const plain = meaning(below, mapping); plain.is_decided || plain.field) found = plain;
    }
    headings.columns.push_back({column, own, found.field, !found.is_decided, false});
  }
  leave_out_what_exports_add(headings.columns);
  // What a person decided goes first, then exact headings, then others from the left.
  auto const rank = [](ColumnReading const& column) {
    if (!column.is_guess) return 0;
    auto const plain = normalised_heading(column.heading);
    for (auto const& each : vocabulary()) {
      if (each.field == column.field) {
        return std::find(each.headings.begin(), each.headings.end(), plain) != each.headings.end() ? 1 : 2;
      }
    }
    return 3;
  };
  std::set<Field> taken;
  for (int const turn : {0, 1, 2}) {
    for (auto& column : headings.columns) {
      if (!column.field || column.is_second || rank(column) != turn) continue;
      column.is_second = !taken.insert(*column.field).second;
    }
  }
  for (auto& column : headings.columns) {
    if (column.is_second) column.field.reset();
  }
  return headings;
}

std::size_t field_count(Headings const& headings) {
  return static_cast<std::size_t>(std::count_if(headings.columns.begin(), headings.columns.end(),
                                                [](ColumnReading const& column) { return column.field.has_value(); }));
}

/// Whether the row's merged cells make headings together with the row beneath: cells over two rows, or groups with
/// texts of their own beneath and nothing beneath the others.
bool goes_with_row_beneath(Sheet const& sheet, MergedRanges const& merged, std::size_t row) {
  if (row + 1 >= sheet.rows.size()) return false;
  bool has_group = false;
  bool only_groups = true;
  bool only_beneath_groups = true;
  for (std::size_t column = 0; column < sheet.column_count(); ++column) {
    Cell const& cell = sheet.at(row, column);
    if (cell.spans_rows == 2 && !cell.is_blank()) return true;
    At const at = merged.top_left(row, column);
    Cell const& top = sheet.at(at.row, at.column);
    bool const in_group = at.row == row && top.spans_columns > 1 && top.spans_columns < sheet.column_count();
    bool const has_text_beneath = sheet.at(row + 1, column).kind == CellKind::text;
    has_group = has_group || (in_group && has_text_beneath);
    only_groups = only_groups && (in_group || cell.is_blank());
    only_beneath_groups = only_beneath_groups && (in_group || !has_text_beneath);
  }
  return has_group && (only_groups || only_beneath_groups);
}

}  // namespace

std::string_view word(Field field) { return vocabulary()[static_cast<std::size_t>(field)].word; }

std::string_view label(Field field) { return vocabulary()[static_cast<std::size_t>(field)].label; }

std::optional<Field> field_of(std::string_view word) {
  for (auto const& each : vocabulary()) {
    if (each.word == word) return each.field;
  }
  return std::nullopt;
}

std::optional<Field> guess_field(std::string_view heading) {
  std::string const plain = normalised_heading(heading);
  for (auto const& each : vocabulary()) {
    if (std::find(each.headings.begin(), each.headings.end(), plain) != each.headings.end()) return each.field;
  }
  // A long text is no heading; a new date is not the date first agreed.
  if (plain.size() > 60 || has_words(plain, "revised") || has_words(plain, "actual")) return std::nullopt;
  std::optional<Field> best;
  std::size_t longest = 0;
  for (auto const& each : vocabulary()) {
    for (auto const known : each.headings) {
      if (known.size() > longest && is_telling(known) && has_words(plain, known)) {
        best = each.field;
        longest = known.size();
      }
    }
  }
  return best;
}

std::optional<std::size_t> Headings::column_of(Field field) const {
  for (auto const& column : columns) {
    if (column.field == field) return column.column;
  }
  return std::nullopt;
}

MergedRanges::MergedRanges(Sheet const& sheet) {
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    for (std::size_t column = 0; column < sheet.rows[row].cells.size(); ++column) {
      Cell const& cell = sheet.at(row, column);
      if (cell.spans_rows == 1 && cell.spans_columns == 1) continue;
      for (std::size_t across = 0; across < cell.spans_columns; ++across) {
        by_column_[column + across].insert_or_assign(row, Range{row + cell.spans_rows - 1, {row, column}});
      }
    }
  }
}

At MergedRanges::top_left(std::size_t row, std::size_t column) const {
  auto const ranges = by_column_.find(column);
  if (ranges == by_column_.end()) return {row, column};
  auto const after = ranges->second.upper_bound(row);
  if (after == ranges->second.begin()) return {row, column};
  Range const& range = std::prev(after)->second;
  return range.last_row >= row ? range.top_left : At{row, column};
}

std::optional<Headings> find_headings(Sheet const& sheet, MergedRanges const& merged, Mapping const& mapping) {
  constexpr std::size_t rows_looked_at = 60;
  std::optional<Headings> best;
  std::size_t most = 1;
  auto const consider = [&](Headings found, std::size_t at_least) {
    auto const fields = field_count(found);
    if (fields <= std::max(most, at_least) || !found.column_of(Field::action)) return;
    most = fields;
    best = std::move(found);
  };
  for (std::size_t row = 0; row < std::min(rows_looked_at, sheet.rows.size()); ++row) {
    consider(headings_at(sheet, merged, row, row, mapping), 0);
    if (!goes_with_row_beneath(sheet, merged, row)) continue;
    // A title above headings adds nothing to them.
    auto const alone = field_count(headings_at(sheet, merged, row + 1, row + 1, mapping));
    consider(headings_at(sheet, merged, row, row + 1, mapping), alone);
  }
  return best;
}

}  // namespace gt::plans::tracker
