#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inspections/inspections.h"
#include "inspections/reference.h"
#include "inspections/targets/targets.h"

/// What inspections of the council judged, across the generations of the framework, as it was known on any day.
namespace gt::inspections {

/// One judgement as it was printed, and how well its area fits the line it stands in.
struct HistoryCell {
  std::string grade;  ///< "requires improvement"
  std::string area;   ///< as the report names it
  std::string fit, note;
};

/// A graded inspection: one column, oldest first.
struct HistoryColumn {
  InspectionSummary inspection;
  Date judged_on;
  std::string when;     ///< "5 September 2025", or the paper's words where it names no day
  bool has_day = true;  ///< false where the paper names none

  /// "judged on 5 September 2025", "judged in June 2020"
  std::string judged_in_words() const { return (has_day ? "judged on " : "judged in ") + when; }
};

struct HistoryLine {
  std::string code, label;
  std::vector<std::optional<HistoryCell>> cells;  ///< one a column
  bool is_alone = false;                          ///< its areas have no later counterpart
  bool is_judged_now = false;                     ///< the framework in force on the day grades it
};

struct JudgementHistory {
  Date as_of;
  std::vector<HistoryColumn> columns;
  std::vector<HistoryLine> lines;         ///< in the order of the reference data; those never judged left out
  std::vector<InspectionSummary> visits;  ///< of the council, without a grade, newest first
  std::vector<Target> targets;            ///< set by that day, in the order of their lines, newest first
  std::vector<LineArea const*> mapping;   ///< of the generations that stand here
  std::optional<ExpectedWindow> window;

  /// The judgements of a line, oldest first.
  std::vector<Judged> judged(std::string_view line) const;
  HistoryLine const* line(std::string_view code) const;
};

/// The day from which a judgement stands: the report's publication, else its receipt, else the last day on site; where
/// a paper names only a month or a year, its last day. Nothing when there is none of these.
std::optional<Date> judged_on(InspectionSummary const& inspection);

/// What was known on `as_of`. A fixed number of queries. Only inspections of the council itself.
JudgementHistory read_history(db::Transaction& transaction, Date as_of);

/// How a target stood on the history's day.
TargetStanding standing(JudgementHistory const& history, Target const& target);

/// "Good by 30 April 2028"
std::string in_words(Target const& target);

/// One cell's fit in words: "One judgement for …"; empty where the area is the same.
std::string fit_in_words(HistoryCell const& cell);
std::string_view fit_label(std::string_view fit);  ///< "Wider", "Shared by two lines", "No counterpart"

nlohmann::json to_json(JudgementHistory const& history);
/// One row a judgement, and one a target.
std::string history_csv(JudgementHistory const& history);

}  // namespace gt::inspections
