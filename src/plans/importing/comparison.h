#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plans/history/difference.h"
#include "plans/importing/answers.h"
#include "plans/importing/imports.h"
#include "plans/plan_store.h"
#include "platform/core/result.h"

/// A tracker's rows beside the plan: what would be added, what would change, and why something cannot be.
namespace gt::plans {

/// How an action without a reference of the council's own is named in exports and trackers: `GT-12`.
std::string reference_in_tracker(Action const& action);

struct ComparedRow {
  std::size_t row;               ///< its place in Reading::rows
  std::optional<Action> before;  ///< empty for a new one
  Action after;                  ///< as it will be saved; a due date that stands is as it was
  std::vector<ChangedField> fields{};
  std::vector<std::string> themes{};      ///< ids it will be joined to and is not yet
  std::vector<std::string> new_themes{};  ///< titles of those to make first
  std::vector<std::string> projects{};    ///< likewise, by id
  std::optional<Date> asked_due{};        ///< the new date that will be asked for
  bool says_done = false;                 ///< comes in as on track: complete needs evidence and the day it was done
  bool says_at_risk = false;              ///< comes in as off track: no recovery is agreed

  bool is_same() const { return before.has_value() && fields.empty(); }
};

/// A date that names no day, to be answered with one or with `no_date_yet`.
struct DateQuestion {
  std::string cell;  ///< `Actions!F12`
  std::size_t row;
  bool is_start;
  tracker::Remark remark;
  std::string stands;  ///< what the plan says already: a date as printed, or `no_date_yet`; empty for a new action
  /// What somebody answered to it before, which counts unless another answer is given. Empty when nobody has, and when
  /// the plan says something else by now: then it is asked again.
  std::optional<GivenAnswer> before{};
};
inline constexpr std::string_view no_date_yet = "no date yet";

struct Comparison {
  std::vector<ComparedRow> rows;
  std::vector<tracker::Remark> faults;  ///< in the order of the file
  std::vector<DateQuestion> questions;
  std::vector<tracker::Remark> notes;
};

Comparison compare_with_plan(db::Transaction& transaction, std::string const& filename, tracker::Reading const& reading,
                             ImportChoices const& choices);

/// Puts the answers, by cell, in place of the dates asked about, and the answers given before where there is no other.
/// Errors: invalid, one field a question that is not answered or an answer that is no date.
Result<void> answer_questions(tracker::Reading& reading, std::vector<DateQuestion> const& questions,
                              nlohmann::json const& answers);

/// What the API and the dry run show. Depends on the reading and the plan only, not on the day.
nlohmann::json to_json(Comparison const& comparison, tracker::Reading const& reading);
/// The titles of the themes that it would make, each once however its letters are written, in the order of the file.
std::vector<std::string> themes_to_add(Comparison const& comparison);
/// The same comparison has the same one.
std::string fingerprint(nlohmann::json const& comparison);
/// "Of 212 rows 180 are new, 12 change the plan and 20 are as they stand. …"
std::string in_a_sentence(nlohmann::json const& comparison);

}  // namespace gt::plans
