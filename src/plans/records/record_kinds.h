#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/records/kinds.h"

/// What the plan can hold besides themes and actions: `reference/plan_kinds.tsv` and `plan_fields.tsv`, embedded. A new
/// kind or field is a line of data; it gets its operations, page, history, search and export by being there.
namespace gt::plans {

using RecordFieldType = records::FieldType;
using RecordField = records::Field;
/// What one stands in may be a "theme" as well as a kind.
using RecordKind = records::Kind;

/// In the order of the file.
std::vector<RecordKind> const& record_kinds();
/// By word; null when there is none.
RecordKind const* find_record_kind(std::string_view word);

/// Reads the two texts. Throws std::runtime_error naming the line when one is malformed.
std::vector<RecordKind> read_record_kinds(std::string_view kinds, std::string_view fields);

}  // namespace gt::plans
