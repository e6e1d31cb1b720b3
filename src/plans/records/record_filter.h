#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "platform/html/query.h"

/// Which records of a kind a list shows and in which order, as an address or an operation says it. What there is to
/// filter and sort by follows from the kind, which is data.
namespace gt::plans {

/// In the order of a list's form: "words", "inside", "theme", "project", "stage", "finding", "owner" (by role), the
/// kind's choice fields, "score" (of risks, at least), "from" and "to" (its field `due`), each where the kind has it.
std::vector<std::string> filter_names(RecordKind const& kind);
/// The field that names who answers for a record, by role; null when the kind has none.
RecordField const* owner_field(RecordKind const& kind);
/// Its choices without the empty one.
std::vector<std::string> choices_of(RecordField const& field);

struct RecordFilter {
  std::map<std::string, std::string> values{};  ///< by name, none of them empty; what is not there means any

  static RecordFilter from_query(RecordKind const& kind, html::Query const& query);
  /// Of an operation's input, as `records::read_input` gives it.
  static RecordFilter from_values(RecordKind const& kind, nlohmann::json const& values);
  std::string value(std::string const& name) const;
  /// The same words, for a link to the list.
  html::Query to_query(RecordKind const& kind) const;
  bool is_empty() const { return values.empty(); }
};
/// Errors: invalid, field `from` or `to`, when a day cannot be read.
Result<void> check_days(RecordFilter const& filter);

/// By a key of `sort_keys`. An empty key is the kind's own order: by number, and risks the worst first.
struct RecordSort {
  std::string key{};
  bool is_descending = false;
};
/// What projects can be sorted by besides their fields, in the order of the columns that show where actions stand.
inline constexpr std::array<std::string_view, 5> standing_keys{"actions", "done", "late", "delivered", "difference"};
/// "number", "title", the kind's short fields, "score" and "score_after" of risks, and the `standing_keys` of projects.
std::vector<std::string> sort_keys(RecordKind const& kind);
/// `?sort=key&order=desc`; the kind's own order when the key is unknown.
RecordSort sort_from_query(RecordKind const& kind, html::Query const& query);

/// How a risk stands today: after mitigation, or before while that is not given; nothing when neither is.
std::optional<RiskScore> standing_score(Record const& risk);

/// Whether a filter shows a record. A value that names nothing, or a day that cannot be read, matches nothing. The
/// transaction is asked for what belongs to a theme, project, stage or finding.
class RecordMatch {
 public:
  RecordMatch(db::Transaction& transaction, RecordKind const& kind, RecordFilter const& filter);
  bool matches(Record const& record) const;

 private:
  bool has_words(Record const& record) const;
  bool is_due_between(Record const& record) const;

  bool is_nothing_ = false;
  std::string words_, inside_, owner_;
  RecordField const* owner_field_;
  std::map<RecordField const*, std::string> choices_;
  std::optional<std::int64_t> least_score_;
  std::optional<Date> from_, to_;
  std::vector<std::set<std::string>> of_things_;
};

/// Puts them in order; what has no value comes last, whichever way. `standing` of projects, by id.
void sort_records(std::vector<Record>& records, RecordKind const& kind, RecordSort const& sort,
                  std::map<std::string, ParentStanding> const& standing);

}  // namespace gt::plans
