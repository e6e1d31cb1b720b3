#include "inspections/reference.h"

#include <algorithm>
#include <array>
#include <regex>

#include <fmt/format.h>

#include "inspections/reference_text.h"
#include "platform/core/text.h"

namespace gt::inspections {

namespace {

using Cells = std::vector<std::string>;

// Lines of tab-separated cells; lines that start with `#` say what the columns and the sources are.
template <class Row>
std::vector<Row> read_rows(std::string_view text, std::size_t columns, Row (*make)(Cells const&)) {
  std::vector<Row> rows;
  for (auto const& line : split_lines(text)) {
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    ENSURE(cells.size() == columns);
    rows.push_back(make(cells));
  }
  return rows;
}

std::optional<Date> optional_date(std::string const& text) {
  if (text.empty()) return std::nullopt;
  auto date = Date::from_iso(text);
  ENSURE(date.has_value());
  return *date;
}

}  // namespace

std::vector<FrameworkForm> const& framework_forms() {
  static auto const rows = read_rows<FrameworkForm>(embedded::frameworks, 7, [](Cells const& c) {
    return FrameworkForm{c[0], c[1], c[2], optional_date(c[3]), optional_date(c[4]), c[5] == "yes", c[6]};
  });
  return rows;
}

FrameworkForm const* find_framework_form(std::string_view code) {
  auto const& rows = framework_forms();
  auto found = std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.code == code; });
  return found == rows.end() ? nullptr : &*found;
}

std::vector<JudgementArea> const& judgement_areas() {
  static auto const rows = read_rows<JudgementArea>(embedded::judgement_areas, 6, [](Cells const& c) {
    return JudgementArea{c[0], c[2], c[3], c[4] == "board", c[5]};
  });
  return rows;
}

std::vector<GradeRow> const& grade_rows() {
  static auto const rows = read_rows<GradeRow>(embedded::grades, 7, [](Cells const& c) {
    return GradeRow{c[0], c[2], c[3], optional_date(c[4]), optional_date(c[5])};
  });
  return rows;
}

std::vector<std::string> all_grades() {
  std::vector<std::string> grades;
  for (auto const& row : grade_rows())
    if (std::find(grades.begin(), grades.end(), row.grade) == grades.end()) grades.push_back(row.grade);
  return grades;
}

std::vector<EventType> const& event_types() {
  static auto const rows = read_rows<EventType>(embedded::event_types, 7, [](Cells const& c) {
    return EventType{c[0], c[1], c[2] == "yes", c[3] == "letter", optional_date(c[4]), optional_date(c[5])};
  });
  return rows;
}

EventType const* find_event_type(std::string_view code) {
  auto const& rows = event_types();
  auto found = std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.code == code; });
  return found == rows.end() ? nullptr : &*found;
}

std::string without_judgements(std::string_view kind) {
  auto const* type = find_event_type(kind);
  if (type != nullptr && !type->is_graded)
    return "This kind of visit makes no graded judgement; its letter says what must improve.";
  return "Inspections of this kind are graded, but no grade is recorded for this one.";
}

std::string in_use_words(std::optional<Date> const& from, std::optional<Date> const& to) {
  if (from && to) return fmt::format("from {} to {}", from->printed(), to->printed());
  if (to) return "until " + to->printed();
  return from ? "from " + from->printed() : "at any time";
}

std::vector<LineArea> const& line_areas() {
  static auto const rows = read_rows<LineArea>(embedded::judgement_lines, 9, [](Cells const& c) {
    return LineArea{c[0], c[1], c[2], c[3], c[4], c[5], optional_date(c[6]), optional_date(c[7]), c[8]};
  });
  return rows;
}

InspectionCycle const* find_inspection_cycle(std::string_view kind, Date day) {
  static auto const rows = read_rows<InspectionCycle>(embedded::inspection_cycles, 9, [](Cells const& c) {
    auto const number = [](std::string const& text) { return std::stoi(text); };
    return InspectionCycle{split(c[1], ' '),    number(c[2]),        number(c[3]), number(c[4]),
                           optional_date(c[5]), optional_date(c[6]), c[7],         c[8]};
  });
  for (auto const& each : rows)
    if (std::find(each.kinds.begin(), each.kinds.end(), kind) != each.kinds.end() &&
        (!each.valid_from || *each.valid_from <= day) && (!each.valid_to || day <= *each.valid_to))
      return &each;
  return nullptr;
}

std::string inspection_title(std::string_view kind, std::optional<Date> const& start) {
  auto const* type = find_event_type(kind);
  auto label = type != nullptr ? type->label : std::string("Inspection");
  if (!start) return label;
  auto printed = start->printed();  // "23 July 2018": the month and year are what people call it by
  return label + ", " + printed.substr(printed.find(' ') + 1);
}

std::string inspection_title(std::string_view kind, std::optional<Date> const& start, std::string const& when_printed) {
  auto title = inspection_title(kind, start);
  return start || when_printed.empty() ? title : title + ", " + when_printed;
}

std::optional<std::string> sortable_when(std::string_view printed) {
  auto const lower = lower_case(printed);
  std::smatch year;
  if (!std::regex_search(lower, year, std::regex(R"(\b(19|20)\d\d\b)"))) return std::nullopt;
  constexpr std::array months{"january", "february", "march",     "april",   "may",      "june",
                              "july",    "august",   "september", "october", "november", "december"};
  for (std::size_t i = 0; i < months.size(); ++i)
    if (lower.find(months[i]) != std::string::npos) return fmt::format("{}-{:02}", year.str(), i + 1);
  return year.str();
}

}  // namespace gt::inspections
