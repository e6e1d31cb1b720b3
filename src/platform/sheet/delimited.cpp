#include "platform/sheet/delimited.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "platform/sheet/builder.h"
#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

/// Goes through the cells one after the other.
class Cells {
 public:
  Cells(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  struct Piece {
    std::string_view raw;  ///< Between the quotation marks, or all of it.
    bool was_quoted = false;
    bool ends_row = false;
    bool has_stray_text = false;  ///< Something stands between the closing quotation mark and the separator.
    bool is_open = false;         ///< The closing quotation mark is missing.
  };

  bool at_end() const { return rest_.empty() && !separator_was_last_; }

  Piece next() {
    Piece piece;
    separator_was_last_ = false;
    if (rest_.starts_with('"')) {
      piece.was_quoted = true;
      std::size_t at = 1;
      for (;;) {
        at = rest_.find('"', at);
        if (at == std::string_view::npos) {
          piece.raw = rest_.substr(1);
          piece.is_open = true;
          piece.ends_row = true;
          rest_ = {};
          return piece;
        }
        if (at + 1 >= rest_.size() || rest_[at + 1] != '"') break;
        at += 2;
      }
      piece.raw = rest_.substr(1, at - 1);
      rest_.remove_prefix(at + 1);
    }
    char const ends[] = {separator_, '\r', '\n'};
    auto const end = std::min(rest_.find_first_of(std::string_view(ends, 3)), rest_.size());
    if (piece.was_quoted) {
      piece.has_stray_text = rest_.substr(0, end).find_first_not_of(' ') != std::string_view::npos;
    } else {
      piece.raw = rest_.substr(0, end);
    }
    rest_.remove_prefix(end);
    if (rest_.empty()) {
      piece.ends_row = true;
    } else if (rest_[0] == separator_) {
      rest_.remove_prefix(1);
      separator_was_last_ = rest_.empty();
    } else {
      piece.ends_row = true;
      rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    }
    return piece;
  }

 private:
  std::string_view rest_;
  char separator_;
  bool separator_was_last_ = false;
};

/// How many of the first rows have the commonest number of cells, and that number.
struct Regularity {
  int rows = 0;
  int columns = 0;
};

/// A quotation mark that a quoted cell of another separator left behind.
bool has_odd_quotes(std::string_view raw) { return std::count(raw.begin(), raw.end(), '"') % 2 != 0; }

Regularity regularity(std::string_view text, char separator) {
  constexpr int rows_looked_at = 200;
  std::map<int, int> rows_by_columns;
  Cells cells(text, separator);
  for (int row = 0; row < rows_looked_at && !cells.at_end(); ++row) {
    int columns = 0;
    bool is_whole = true;
    bool ended = false;
    while (!ended && is_whole) {
      auto const piece = cells.next();
      ++columns;
      ended = piece.ends_row;
      is_whole = !piece.has_stray_text && !piece.is_open && (piece.was_quoted || !has_odd_quotes(piece.raw));
    }
    if (!is_whole) break;
    if (columns > 1) ++rows_by_columns[columns];
  }
  Regularity best;
  for (auto const& [columns, rows] : rows_by_columns) {
    if (rows >= best.rows) best = {rows, columns};
  }
  return best;
}

char detect_separator(std::string_view text) {
  char best = ',';
  Regularity best_so_far = regularity(text, best);
  for (char const candidate : {';', '\t'}) {
    Regularity const found = regularity(text, candidate);
    if (found.rows > best_so_far.rows || (found.rows == best_so_far.rows && found.columns > best_so_far.columns)) {
      best = candidate;
      best_so_far = found;
    }
  }
  return best;
}

std::string unquoted(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size(); ++at) {
    out += raw[at];
    if (raw[at] == '"') ++at;
  }
  return out;
}

/// What platform/csv's `cell` was given.
void take_away_apostrophe(std::string& text) {
  auto const first = text.find_first_not_of('\'');
  if (first == 0 || first == std::string::npos) return;
  if (std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos) text.erase(0, 1);
}

}  // namespace

Workbook read_delimited(std::string_view bytes, Limits const& limits) {
  DecodedText const decoded = decode(bytes);
  std::string_view text = decoded.text;
  std::optional<char> separator;
  // A spreadsheet's own first line about the separator.
  if (text.starts_with("sep=") && text.size() > 5 && (text[5] == '\r' || text[5] == '\n')) {
    separator = text[4];
    text.remove_prefix(text.substr(5).starts_with("\r\n") ? 7 : 6);
  }
  Cells cells(text, separator ? *separator : detect_separator(text));
  Builder builder(Format::csv, limits);
  builder.begin_sheet("", Visibility::shown);
  if (!decoded.note.empty()) builder.note({}, decoded.note);
  int row = 0;
  int column = 0;
  TextBuffer buffer(limits);
  while (!cells.at_end()) {
    auto const piece = cells.next();
    if (piece.is_open) {
      throw damaged(builder.place(row, column), "this cell begins with a quotation mark and none closes it");
    }
    if (piece.has_stray_text) {
      throw damaged(builder.place(row, column),
                    "text follows the quotation mark that closes this cell; a quotation mark within a cell is written "
                    "twice");
    }
    buffer.clear();
    buffer.append(piece.raw, [&] { return builder.place(row, column); });
    Cell cell{CellKind::text, false, false, 1, 1, piece.was_quoted ? unquoted(piece.raw) : std::string(piece.raw), {}};
    take_away_apostrophe(cell.text);
    cell.text = with_line_feeds(std::move(cell.text));
    if (!cell.text.empty()) builder.put(row, column, std::move(cell));
    column = piece.ends_row ? 0 : column + 1;
    row += piece.ends_row ? 1 : 0;
  }
  builder.end_sheet();
  return builder.finish();
}

}  // namespace gt::sheet
