#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What the plan can hold besides themes and actions: `reference/plan_kinds.tsv` and `plan_fields.tsv`, embedded. A new
/// kind or field is a line of data; it gets its operations, page, history, search and export by being there.
namespace gt::plans {

enum class RecordFieldType { line, text, date, choice, number, account };

struct RecordField {
  std::string name;   ///< snake_case, in the API and in `Record::fields`
  std::string label;  ///< on forms and pages
  RecordFieldType type = RecordFieldType::line;
  bool required = false;
  std::vector<std::string> choices{};  ///< of a choice; an empty first one means "none"
  std::string hint{};
};

struct RecordKind {
  std::string word;                 ///< "success measure"
  std::string plural;               ///< "success measures"
  std::string address;              ///< "/success-measures"
  std::string summary;              ///< one phrase, for help and the page's lead
  std::string permission;           ///< who may change one
  std::vector<std::string> inside;  ///< kinds it stands in, "theme" among them; empty = it stands by itself
  std::string title_label;
  std::string empty_words;  ///< what a list without any says
  std::vector<RecordField> fields;

  /// "success-measure": the first word of its operations.
  std::string command() const;
  /// Null when there is no such field.
  RecordField const* field(std::string_view name) const;
};

/// In the order of the file.
std::vector<RecordKind> const& record_kinds();
/// By word; null when there is none.
RecordKind const* find_record_kind(std::string_view word);

/// Reads the two texts. Throws std::runtime_error naming the line when one is malformed.
std::vector<RecordKind> read_record_kinds(std::string_view kinds, std::string_view fields);

}  // namespace gt::plans
