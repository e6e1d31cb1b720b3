#include <charconv>
#include <cstdio>

#include "platform/db/db.h"

namespace gt::db {
namespace {

/// Stops the program naming the column: the condition alone would not say which query is wrong.
[[noreturn]] void wrong_column(std::string_view column, char const* what) {
  auto const text = "column " + std::string(column) + " " + what;
  ensure_failed(text.c_str(), __FILE__, __LINE__);
}

/// Content that no code of ours writes: someone changed the database by other means.
[[noreturn]] void unreadable_column(std::string_view column, char const* what) {
  throw DatabaseError("The database holds a value in column " + std::string(column) + " that " + what +
                      ". Restore it from a backup or have the row looked at.");
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Row::Cell const& Row::cell(std::string_view column) const {
  auto const& names = *names_;
  for (std::size_t tried = 0; tried < names.size(); ++tried) {
    if (next_ >= names.size()) next_ = 0;
    auto const at = next_++;
    if (names[at] == column) return cells_[at];
  }
  wrong_column(column, "is not in the row");
}

std::optional<std::string> Row::optional_text(std::string_view column) const {
  auto const& value = cell(column);
  if (auto const* text = std::get_if<std::string>(&value)) return *text;
  if (auto const* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::nullopt;
}

std::string Row::text(std::string_view column) const {
  auto value = optional_text(column);
  if (!value) wrong_column(column, "is null where text is needed");
  return *std::move(value);
}

std::optional<std::int64_t> Row::optional_integer(std::string_view column) const {
  auto const& value = cell(column);
  if (auto const* number = std::get_if<std::int64_t>(&value)) return *number;
  auto const* text = std::get_if<std::string>(&value);
  if (!text) return std::nullopt;
  // SQLite names no type for an expression, so count(*) and sum() arrive as text.
  auto number = whole_number(*text);
  if (!number) unreadable_column(column, "is not a whole number");
  return number;
}

std::int64_t Row::integer(std::string_view column) const {
  auto value = optional_integer(column);
  if (!value) wrong_column(column, "is null where a number is needed");
  return *value;
}

std::optional<Date> Row::optional_date(std::string_view column) const {
  auto const& value = cell(column);
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  auto const* text = std::get_if<std::string>(&value);
  if (!text) unreadable_column(column, "is not a date");
  auto date = Date::from_iso(*text);
  if (!date) unreadable_column(column, "is not a date");
  return *date;
}

Date Row::date(std::string_view column) const {
  auto value = optional_date(column);
  if (!value) wrong_column(column, "is null where a date is needed");
  return *value;
}

std::optional<Instant> Row::optional_instant(std::string_view column) const {
  auto value = optional_text(column);
  if (!value) return std::nullopt;
  auto instant = Instant::from_iso(*value);
  if (!instant) unreadable_column(column, "is not a date and time");
  return *instant;
}

Instant Row::instant(std::string_view column) const {
  auto value = optional_instant(column);
  if (!value) wrong_column(column, "is null where an instant is needed");
  return *value;
}

}  // namespace gt::db
