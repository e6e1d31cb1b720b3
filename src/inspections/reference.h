#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

namespace gt::inspections {

/// One printed form of report. Source: reference/frameworks.tsv.
struct FrameworkForm {
  std::string code, label, generation;
  std::optional<Date> valid_from, valid_to;
  bool has_overall_grade;
  std::string source;
};
std::vector<FrameworkForm> const& framework_forms();
FrameworkForm const* find_framework_form(std::string_view code);

/// One judgement area of a framework generation. Source: reference/judgement_areas.tsv.
struct JudgementArea {
  std::string generation, code, label;
  bool about_board;
  std::string source;
};
std::vector<JudgementArea> const& judgement_areas();

/// One grade of a scale, best first. Source: reference/grades.tsv.
struct GradeRow {
  std::string scale, grade, printed;
  std::optional<Date> valid_from, valid_to;
};
std::vector<GradeRow> const& grade_rows();
/// The grades of every scale, each once, best first.
std::vector<std::string> all_grades();

/// What an inspectorate comes for. Source: reference/event_types.tsv.
struct EventType {
  std::string code, label;
  bool is_graded, is_letter;
  std::optional<Date> valid_from, valid_to;  ///< when the inspectorate came for it; empty where that is open
};
std::vector<EventType> const& event_types();
EventType const* find_event_type(std::string_view code);

/// What is said where an inspection of this kind holds no judgement: that its kind makes none, or that none is
/// recorded.
std::string without_judgements(std::string_view kind);

/// "from 1 January 2018 to 31 August 2021"; "from 1 April 2026" while it goes on.
std::string in_use_words(std::optional<Date> const& from, std::optional<Date> const& to);

/// Which area of a generation stands in which line of the judgement history. Source: reference/judgement_lines.tsv.
struct LineArea {
  std::string line, label;       ///< "in_care", "Children in care"
  std::string generation, area;  ///< as in JudgementArea
  std::string fit;               ///< "same", "near", "wider", "shared", or "alone": it has no later counterpart
  std::string note;              ///< what differs; may be empty
  std::optional<Date> valid_from, valid_to;
  std::string source;
};
std::vector<LineArea> const& line_areas();

/// When the next graded inspection may be expected after one of these kinds. Source: reference/inspection_cycles.tsv.
struct InspectionCycle {
  std::vector<std::string> kinds;
  int years, months_before, months_after;
  std::optional<Date> valid_from, valid_to;
  std::string rule, source;
};
/// In force on `day`; null when there is none.
InspectionCycle const* find_inspection_cycle(std::string_view kind, Date day);

/// "Standard inspection, July 2018"; without a date just the label.
std::string inspection_title(std::string_view kind, std::optional<Date> const& start);
/// The same where a paper may name no day: without `start`, its own words follow the label as they are.
std::string inspection_title(std::string_view kind, std::optional<Date> const& start, std::string const& when_printed);

/// What puts a paper's words among days: "2018-06" for "June 2018", "2016" for "spring 2016". Nothing when they name no
/// year from 1900 to 2099.
std::optional<std::string> sortable_when(std::string_view printed);

}  // namespace gt::inspections
