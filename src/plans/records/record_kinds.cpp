#include "plans/records/record_kinds.h"

#include "plans/plan_reference_text.h"

namespace gt::plans {

std::vector<RecordKind> read_record_kinds(std::string_view kinds, std::string_view fields) {
  return records::read_kinds({"plan_kinds.tsv", kinds, "plan_fields.tsv", fields, {"theme"}});
}

std::vector<RecordKind> const& record_kinds() {
  static auto const kinds = read_record_kinds(embedded::plan_kinds, embedded::plan_fields);
  return kinds;
}

RecordKind const* find_record_kind(std::string_view word) { return records::find_kind(record_kinds(), word); }

}  // namespace gt::plans
