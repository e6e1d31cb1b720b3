#include "platform/html/tables.h"

#include <algorithm>

#include "platform/html/content.h"

namespace gt::html {
namespace {

void sort_link(Html& out, Column const& column, Sorting const& sorting) {
  bool const current = column.sort_key == sorting.key;
  bool const next_descending = current && !sorting.descending;
  Query const query =
      sorting.query.without("page").with("sort", column.sort_key).with("order", next_descending ? "desc" : "");
  out << "<a href=\"" << query.at(sorting.path) << "\">" << column.label << "</a>";
  if (!current) return;
  out << " <svg width=\"9\" height=\"9\" viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\">";
  if (sorting.descending) {
    out << "<path d=\"M5 9l4-8H1z\" fill=\"currentColor\"/></svg>";
  } else {
    out << "<path d=\"M5 1l4 8H1z\" fill=\"currentColor\"/></svg>";
  }
}

// A stacked table hides its headings on narrow screens, and the sorting with them.
void narrow_sorting(Html& out, Table const& table) {
  if (!table.sorting || table.shape != TableShape::stack) return;
  out << "<p class=\"gt-narrow-only gt-sorting\">Sort by:";
  bool is_first = true;
  for (Column const& column : table.columns) {
    if (column.sort_key.empty()) continue;
    if (!is_first) out << ",";
    is_first = false;
    out << " ";
    sort_link(out, column, *table.sorting);
    if (column.sort_key != table.sorting->key) continue;
    out << visually_hidden(table.sorting->descending ? ", now from the last" : ", now from the first");
  }
  out << "</p>\n";
}

/// Roles are spelled out because a stacked table is laid out as blocks, and browsers then drop its table semantics.
void column_heads(Html& out, Table const& table) {
  out << "<thead role=\"rowgroup\"><tr role=\"row\">";
  for (Column const& column : table.columns) {
    out << "<th scope=\"col\" role=\"columnheader\"";
    if (column.numeric) out << " class=\"gt-num\"";
    bool const sortable = table.sorting && !column.sort_key.empty();
    if (sortable && column.sort_key == table.sorting->key) {
      out << attribute("aria-sort", table.sorting->descending ? "descending" : "ascending");
    }
    out << ">";
    if (sortable) {
      sort_link(out, column, *table.sorting);
    } else {
      out << column.label;
    }
    out << "</th>";
  }
  out << "</tr></thead>";
}

void group_row(Html& out, Table const& table, Row const& row) {
  out << "<th scope=\"colgroup\" role=\"rowheader\"" << attribute("colspan", table.columns.size()) << ">";
  if (!row.cells.empty()) out << row.cells[0];
  out << "</th></tr>\n";
}

void plain_row(Html& out, Table const& table, Row const& row) {
  Html const missing;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    Column const& column = table.columns[at];
    Html const& cell = at < row.cells.size() ? row.cells[at] : missing;
    if (at == 0) {
      out << "<th scope=\"row\" role=\"rowheader\">" << cell << "</th>";
      continue;
    }
    out << "<td role=\"cell\"";
    if (column.numeric) out << " class=\"gt-num\"";
    // The label is what a stacked row shows before its value; an empty cell has none and is left out there.
    if (table.shape == TableShape::stack && !cell.empty()) {
      out << attribute("data-label", column.label) << "><span>" << cell << "</span></td>";
    } else {
      out << ">" << cell << "</td>";
    }
  }
  out << "</tr>\n";
}

void body_row(Html& out, Table const& table, Row const& row) {
  out << "<tr role=\"row\"" << attribute("id", row.id.empty() ? std::nullopt : std::optional{row.id});
  switch (row.kind) {
    case RowKind::group:
      out << " class=\"gt-group\">";
      return group_row(out, table, row);
    case RowKind::sub:
      out << " class=\"gt-sub\"";
      break;
    case RowKind::sub2:
      out << " class=\"gt-sub2\"";
      break;
    case RowKind::now:
      out << " class=\"gt-row-now\"";
      break;
    case RowKind::plain:
    case RowKind::total:
      break;
  }
  out << ">";
  plain_row(out, table, row);
}

std::string classes(Table const& table) {
  std::string out = "gt-table";
  if (table.shape == TableShape::stack) out += " gt-table--stack";
  if (table.shape == TableShape::plain) out += " gt-table--plain";
  if (table.shape == TableShape::scroll) out += table.columns.size() > 8 ? " gt-table--xwide" : " gt-table--wide";
  if (table.tight) out += " gt-table--tight";
  return out;
}

}  // namespace

Sorting Sorting::from_query(std::string path, Query query, std::vector<Column> const& columns,
                            std::string default_key) {
  std::string key{query.value("sort")};
  bool const known = !key.empty() && std::any_of(columns.begin(), columns.end(),
                                                 [&](Column const& column) { return column.sort_key == key; });
  bool const descending = known && query.value("order") == "desc";
  return {std::move(path), std::move(query), known ? std::move(key) : std::move(default_key), descending};
}

Html table(Table const& table) {
  bool const scrolls = table.shape == TableShape::scroll;
  Html out;
  narrow_sorting(out, table);
  if (scrolls) {
    out << "<div class=\"gt-scroll\" role=\"region\" tabindex=\"0\""
        << attribute("aria-label", table.caption + ", scrolls sideways") << ">";
  }
  out << "<table role=\"table\"" << attribute("class", classes(table));
  if (table.caption_shown) {
    out << "><caption>";
  } else {
    out << "><caption class=\"govuk-visually-hidden\">";
  }
  out << table.caption << "</caption>";
  column_heads(out, table);
  out << "<tbody role=\"rowgroup\">\n";
  for (Row const& row : table.rows) {
    if (row.kind != RowKind::total) body_row(out, table, row);
  }
  out << "</tbody>";
  bool totals = false;
  for (Row const& row : table.rows) {
    if (row.kind != RowKind::total) continue;
    if (!totals) out << "<tfoot role=\"rowgroup\">\n";
    totals = true;
    body_row(out, table, row);
  }
  if (totals) out << "</tfoot>";
  out << "</table>";
  if (scrolls) out << "</div>";
  out << "\n";
  return out;
}

Html with_note(Html const& value, Html const& note) {
  Html out;
  out << value;
  if (!note.empty()) out << "<span class=\"gt-cell-note\">" << note << "</span>";
  return out;
}

}  // namespace gt::html
