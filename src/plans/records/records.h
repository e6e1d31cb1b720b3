#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "plans/plans.h"
#include "plans/records/record_kinds.h"
#include "platform/core/result.h"

/// Rows of `plan_record`: stages, projects, objectives, risks and what else the kinds name.
namespace gt::plans {

struct Record {
  RecordId id;
  RecordKind const* kind;
  std::int64_t number;  ///< within its kind; stable, never reused
  std::string title;
  std::optional<std::string> parent;  ///< the record or theme it stands in
  nlohmann::json fields;              ///< text, ISO dates as text, whole numbers; what is empty is left out
  bool is_ended = false;
  std::int64_t version = 1;

  /// Empty text, nothing, when the field is empty.
  std::string text(std::string_view field) const;
  std::optional<Date> date(std::string_view field) const;
  std::optional<std::int64_t> whole_number(std::string_view field) const;
};

/// Of the transaction's authority, not ended, by number.
std::vector<Record> list_records(db::Transaction& transaction, RecordKind const& kind);
/// Those standing in `parent`, of every kind, by kind and number.
std::vector<Record> records_in(db::Transaction& transaction, std::string const& parent);
/// Those standing in any of `parents`, in the same order. One query.
std::vector<Record> records_in_any(db::Transaction& transaction, std::set<std::string> const& parents);
/// Also ended ones: the thread names what was taken out.
std::optional<Record> find_record(db::Transaction& transaction, std::string const& id);
/// One query. Missing ids are left out; ended ones are not.
std::vector<Record> find_records(db::Transaction& transaction, std::vector<std::string> const& ids);

/// The number it was given.
std::int64_t insert_record(db::Transaction& transaction, Record const& record);
/// False when someone else changed it first, or it has ended.
bool save_record(db::Transaction& transaction, Record const& record);
bool end_record(db::Transaction& transaction, Record const& record, Instant now);
bool revive_record(db::Transaction& transaction, Record const& record);

struct RiskScore {
  std::int64_t product = 0, likelihood = 0, impact = 0;
  /// "16 (4 × 4)"
  std::string printed() const;
};
/// Before mitigation, or after it with the suffix "_after"; nothing while likelihood or impact is not given.
std::optional<RiskScore> risk_score(Record const& risk, std::string const& suffix = {});

/// The state that history keeps and the API shows.
nlohmann::json to_json(Record const& record);

/// Named rules, each with its field; nothing when the record is in order. Pure.
Result<void> check_record(Record const& record);

}  // namespace gt::plans
