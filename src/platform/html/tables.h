#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/html/html.h"
#include "platform/html/query.h"

namespace gt::html {

struct Column {
  std::string label;
  /// Right-aligned, one line.
  bool numeric = false;
  /// Makes the heading a link that sorts by `?sort=`; empty leaves it plain.
  std::string sort_key{};
};

/// `group` spans the table and names the rows after it; `sub` and `sub2` are indented beneath it; `total` stands under
/// a strong rule at the end; `now` is marked.
enum class RowKind { plain, group, sub, sub2, total, now };

struct Row {
  /// The first cell is the row's header. A group has just one. Missing cells at the end print as empty.
  std::vector<Html> cells;
  RowKind kind = RowKind::plain;
  std::string id{};
};

/// stack: rows of mixed text become labelled blocks on a narrow screen. plain: up to five short columns that always
/// fit. scroll: a true matrix, sideways scrolling in a focusable region, first column fixed.
enum class TableShape { stack, plain, scroll };

struct Sorting {
  std::string path;
  Query query{};
  /// The sort key in force, and its direction.
  std::string key{};
  bool descending = false;

  /// Reads `?sort=key` and `?order=desc`. An unknown key falls back to `default_key`.
  static Sorting from_query(std::string path, Query query, std::vector<Column> const& columns, std::string default_key);
};

struct Table {
  /// Always given: it names the table for screen readers; shown when `caption_shown`.
  std::string caption;
  std::vector<Column> columns;
  std::vector<Row> rows;
  TableShape shape = TableShape::stack;
  bool caption_shown = false;
  bool tight = false;
  std::optional<Sorting> sorting{};
};
Html table(Table const& table);

/// The value, and a quiet note under it in the same cell.
Html with_note(Html const& value, Html const& note);

}  // namespace gt::html
