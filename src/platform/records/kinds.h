#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/money.h"

/// Kinds of record held as data: two TSV files name the kinds and their fields, and what every kind needs (operations,
/// forms, pages, history) is written once. A new kind or field is a line of data.
namespace gt::records {

enum class FieldType {
  line,     ///< one line of words
  text,     ///< paragraphs
  date,     ///< ISO text
  choice,   ///< one of `choices`
  number,   ///< whole
  decimal,  ///< not below nothing, at most two decimals; stored as text such as "0.6"
  money,    ///< stored as `Money::text`
  account,  ///< an id of somebody who may sign in
  record    ///< an id of another thing; `of` says which kind
};

struct Field {
  std::string name;   ///< snake_case, in the API and in the stored JSON
  std::string label;  ///< on forms and pages
  FieldType type = FieldType::line;
  bool required = false;
  bool is_set_apart = false;           ///< written by an operation of its own, never by add and change
  std::vector<std::string> choices{};  ///< of a choice; an empty first one means "none"
  std::string hint{};
  std::string of{};  ///< of a record: its kind
};

struct Kind {
  std::string word;                 ///< "success measure"
  std::string plural;               ///< "success measures"
  std::string address;              ///< "/success-measures"
  std::string summary;              ///< one phrase, for help and the page's lead
  std::string permission;           ///< who may change one
  std::vector<std::string> inside;  ///< kinds it stands in; empty = it stands by itself
  std::string title_label;
  std::string empty_words;  ///< what a list without any says
  std::vector<Field> fields;

  /// "success-measure": the first word of its operations.
  std::string command() const;
  /// "success_measure": the kind in addresses' patterns and in the inputs of operations.
  std::string key() const;
  /// Null when there is no such field.
  Field const* field(std::string_view name) const;
};

/// What `read_kinds` is given: two texts with the names of their files, and the words of things that are no records but
/// may hold one, such as "theme".
struct KindFiles {
  std::string_view kinds_name, kinds;
  std::string_view fields_name, fields;
  std::vector<std::string> outer;
};

/// Lines of eight columns (kind, plural, address, summary, permission, inside, title label, empty words) and of seven
/// (kind, field, label, type, required "yes", or "set" for one set apart, choices or the kind referred to, hint); `#`
/// begins a comment. Throws std::runtime_error naming the file and line when one is malformed.
std::vector<Kind> read_kinds(KindFiles const& files);

/// One record of a kind.
struct Record {
  std::string id;
  Kind const* kind = nullptr;
  std::int64_t number = 0;  ///< within its kind; stable, never reused
  std::string title;
  std::optional<std::string> parent = {};  ///< the id of what it stands in
  nlohmann::json fields = nlohmann::json::object();
  bool is_ended = false;
  std::int64_t version = 1;

  std::string text(std::string_view field) const;
  std::optional<Date> date(std::string_view field) const;
  std::optional<std::int64_t> number_in(std::string_view field) const;
  std::optional<Money> money(std::string_view field) const;
  std::optional<std::int64_t> hundredths(std::string_view field) const;
  std::string address() const { return kind->address + "/" + id; }
};

/// By word; null when there is none.
Kind const* find_kind(std::vector<Kind> const& kinds, std::string_view word);

/// The value of a field in a record's JSON as text, numbers in digits; empty when it is not there.
std::string text_of(nlohmann::json const& fields, std::string_view name);
std::optional<Date> date_of(nlohmann::json const& fields, std::string_view name);
std::optional<std::int64_t> number_of(nlohmann::json const& fields, std::string_view name);
std::optional<Money> money_of(nlohmann::json const& fields, std::string_view name);
/// A decimal in hundredths: 0.6 is 60.
std::optional<std::int64_t> hundredths_of(nlohmann::json const& fields, std::string_view name);
/// Reads `0.6`, `1`, `33.33`. Errors: invalid for anything else.
Result<std::int64_t> hundredths_typed(std::string_view text);
/// `0.6`, `1`, `33.33`
std::string hundredths_text(std::int64_t hundredths);

/// "an aim", "a project", "an underspend return", "a use of money".
std::string with_article(std::string const& word);
/// With an ASCII capital first letter.
std::string capital(std::string text);

}  // namespace gt::records
