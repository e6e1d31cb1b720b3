#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sheet/heading.h"
#include "platform/sheet/workbook.h"

/// The pure part of importing a tracker: a council's own worksheet read as actions, without a database.
namespace gt::plans::tracker {

/// What a column of a tracker can hold.
enum class Field { reference, action, owner, theme, project, start, due, status, rag, progress };

inline constexpr Field all_fields[] = {Field::reference, Field::action, Field::owner,  Field::theme, Field::project,
                                       Field::start,     Field::due,    Field::status, Field::rag,   Field::progress};

/// "reference", "action", ...
std::string_view word(Field field);
/// What forms and messages call it: "reference number", "progress or comments".
std::string_view label(Field field);
std::optional<Field> field_of(std::string_view word);

using sheet::normalised_heading;

/// What a person decided about headings: by normalised heading the field, or nothing for a column to leave out.
using Mapping = std::map<std::string, std::optional<Field>>;

/// The field that councils usually mean by a heading; nothing if it is not known.
std::optional<Field> guess_field(std::string_view heading);

/// One column under the headings.
struct ColumnReading {
  std::size_t column = 0;        ///< Counted from 0.
  std::string heading{};         ///< As in the sheet; of two rows joined by a space. Never empty.
  std::optional<Field> field{};  ///< Nothing: not read.
  bool is_guess = false;
  bool is_second = false;  ///< It would be read, but another column already is this field.
};

/// A cell's place, counted from 0.
struct At {
  std::size_t row;
  std::size_t column;

  friend bool operator==(At const&, At const&) = default;
};

/// The merged ranges of one sheet, which must outlive this.
class MergedRanges {
 public:
  explicit MergedRanges(sheet::Sheet const& sheet);
  /// The top left of the merged range that the cell is part of; otherwise the cell's own place.
  At top_left(std::size_t row, std::size_t column) const;

 private:
  struct Range {
    std::size_t last_row;
    At top_left;
  };
  std::map<std::size_t, std::map<std::size_t, Range>> by_column_;  // By column, then by first row.
};

/// Where a sheet's table begins.
struct Headings {
  std::size_t first_row = 0;  ///< Counted from 0.
  std::size_t last_row = 0;   ///< `first_row` or the one after it.
  std::vector<ColumnReading> columns{};

  std::optional<std::size_t> column_of(Field field) const;
};

/// The row of headings beneath any title rows, within the first 60 rows: the one that names most fields, the action and
/// one more at least. Merged headings over two rows are joined. Nothing if there is none.
std::optional<Headings> find_headings(sheet::Sheet const& sheet, MergedRanges const& merged, Mapping const& mapping);

}  // namespace gt::plans::tracker
