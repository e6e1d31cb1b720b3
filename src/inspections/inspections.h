#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"
#include "platform/history/history.h"
#include "platform/operations/operations.h"

/// The contract of the inspections slice: ids, what others may read, and nothing else.
namespace gt::inspections {

using InspectionId = Id<struct InspectionTag>;
using FindingId = Id<struct FindingTag>;
using ReadingId = Id<struct ReadingTag>;

/// One thing an inspection said must improve.
struct Finding {
  FindingId id;
  InspectionId inspection;
  std::int64_t position;                 ///< from 1, in the report's order
  std::optional<std::int64_t> number;    ///< as printed; empty for bullets
  std::string title;                     ///< a short name; made from the text until a person gives a better one
  std::string text;                      ///< the inspector's words, corrected where reading went wrong
  std::string original_text;             ///< as first read; never changed
  std::optional<std::string> priority;   ///< the bold group's words
  std::optional<std::string> topic;      ///< the italic topic's words
  std::optional<std::string> timescale;  ///< the 2013 reports' timescale
  std::vector<std::string> tags;
  bool about_board = false;  ///< about the safeguarding children board, not the council
  std::optional<std::int64_t> page;
  std::int64_t version;
  std::string inspection_title;  ///< "Standard inspection, July 2018"
  std::string paragraph{};       ///< "12", or "3rd" counted on the page (place_in_report.h); empty where not known
};
/// "page 5, paragraph 12", "page 5, 3rd paragraph"; empty where neither page nor paragraph is known. Pure.
std::string place_in_report(Finding const& finding);

/// Every finding of the transaction's authority, newest inspection first; of one inspection when given.
std::vector<Finding> list_findings(db::Transaction& transaction, std::optional<InspectionId> inspection = std::nullopt);
std::optional<Finding> find_finding(db::Transaction& transaction, FindingId const& id);

/// Every state that a finding has been in, newest first. One that is older than the keeping of its states has none
/// until it is changed.
std::vector<history::PastState> states_of(db::Transaction& transaction, FindingId const& id);
/// Whether the actor's role, held for everything, changes findings.
bool may_change_findings(operations::Actor const& actor);

struct RestoringFinding {
  std::optional<FindingId> finding;
  std::int64_t sequence = 0;           ///< of the state in its history
  std::optional<std::int64_t> newest;  ///< the newest entry that the actor saw; not asked when absent
  std::string why;                     ///< may be empty
};
/// Names and words a finding as that state says, and places it in its report, as a new change. For operations. Errors:
/// not_found, forbidden, conflict, invalid.
Result<nlohmann::json> restore(operations::Call& call, RestoringFinding const& input);

/// An inspection in a line.
struct InspectionSummary {
  InspectionId id;
  std::string kind;       ///< `ilacs-standard` …
  std::string framework;  ///< `ilacs-2018` …
  std::string authority_name;
  std::optional<Date> start;
  std::optional<Date> end;
  std::optional<Date> published;
  std::optional<std::string> overall;  ///< grade; empty where none is made
  std::int64_t findings;
  std::string title;               ///< "Standard inspection, July 2018"
  std::string when_printed{};      ///< "June 2018": entered by hand from a paper that names no day; else empty
  std::optional<Date> received{};  ///< by the council
  bool has_inadequate = false;     ///< some judgement about the council was “inadequate”
  std::int64_t version = 1;
  std::optional<Instant> changed{};  ///< when somebody confirmed or last changed it
};
std::vector<InspectionSummary> list_inspections(db::Transaction& transaction);
/// Those of the council itself: reports of other councils, kept to compare, are left out.
std::vector<InspectionSummary> list_own_inspections(db::Transaction& transaction);

/// Something that answered a finding until it was taken out of the plan, though the link still stands: a gap.
struct TakenOut {
  std::string name;     ///< "Theme Practice", "Action 12 Supervise weekly"
  std::string address;  ///< the page that still tells of it
};

/// How far the plan answers a finding; filled by whoever owns the plan (app wires it).
struct Coverage {
  std::vector<std::string> theme_titles;
  std::int64_t actions = 0;
  std::int64_t done = 0;
  std::int64_t late = 0;
  std::vector<TakenOut> taken_out{};
};

/// When the next graded inspection may be expected: a window, never a date. Pure.
struct ExpectedWindow {
  Date from, to;
  std::string last_title;
  Date last_day;
  int years = 0, months_before = 0, months_after = 0;
  std::string rule{}, source{};
};

/// By reference/inspection_cycles.tsv. Nothing without a graded inspection that has a day, or when the last one found
/// services inadequate: then monitoring visits come first, and there is no cycle to count from. Where a framework gives
/// no overall grade, one area that is inadequate says so.
std::optional<ExpectedWindow> expected_window(std::vector<InspectionSummary> const& inspections);

/// "Usually between … and …: 3 years after …, from 6 months before to 6 months after." or why nothing can be said.
std::string window_in_words(std::optional<ExpectedWindow> const& window, Date today);

}  // namespace gt::inspections
