#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/sheet/archive.h"
#include "platform/sheet/day_number.h"
#include "platform/sheet/workbook.h"

/// The parts of an XLSX package beside its sheets.
namespace gt::sheet::xlsx {

struct Relation {
  std::string kind;    ///< The last word of its type's address: "worksheet", "styles".
  std::string target;  ///< The part's name in the archive; empty if outside.
};

/// The relations of `part`, or of the package for an empty name, by their ids. Empty if it has none.
std::map<std::string, Relation> relations_of(Archive& archive, std::string const& part, Limits const& limits);

struct SheetEntry {
  std::string name;
  std::string relation;
  Visibility visibility;
};

struct Book {
  std::vector<SheetEntry> sheets;
  bool counts_from_1904 = false;
};
Book read_book(Archive& archive, std::string const& part, Limits const& limits);

/// The number format of every cell style, by its place in the list.
std::vector<NumberFormat> read_styles(Archive& archive, std::string const& part, Limits const& limits);

/// Texts that cells refer to by number. When one is longer than a cell may be, reading stops there, so that the cell
/// that uses it can be named: `too_long` is its number.
struct SharedTexts {
  std::vector<std::string> texts;
  std::optional<std::size_t> too_long;
};
SharedTexts read_shared_texts(Archive& archive, std::string const& part, Limits const& limits);

/// `_x000D_` and the like as the characters they stand for; line ends as '\n'. Control characters other than tab and
/// line ends stay spelled out.
std::string unescaped(std::string_view text);

}  // namespace gt::sheet::xlsx
