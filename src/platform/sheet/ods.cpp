#include "platform/sheet/ods.h"

#include <charconv>
#include <set>

#include <fmt/format.h>

#include "platform/sheet/builder.h"
#include "platform/sheet/refused.h"
#include "platform/sheet/typed_date.h"
#include "platform/sheet/xml.h"

namespace gt::sheet {
namespace {

constexpr int most_repeats = 100'000'000;
constexpr std::string_view content_part = "content.xml";
constexpr std::string_view manifest_part = "META-INF/manifest.xml";

class ManifestHandler final : public XmlHandler {
 public:
  void start(Name name, Attributes const&) override {
    is_encrypted = is_encrypted || name.is(Space::manifest, "encryption-data");
  }
  void end(Name) override {}
  void text(std::string_view) override {}

  bool is_encrypted = false;
};

/// The text of a cell's paragraphs. White space with a line end or tab in it is layout: it counts as one space, and as
/// none at a paragraph's ends. Plain spaces are kept, since programs write them as they are, whatever the standard
/// says.
class Paragraphs {
 public:
  explicit Paragraphs(Limits const& limits) : limits_(limits), buffer_(limits) {}
  void clear() {
    buffer_.clear();
    paragraphs_ = 0;
  }
  template <class PlaceOf>
  void begin(PlaceOf place) {
    if (paragraphs_++ > 0) buffer_.append("\n", place);
    spaces_ = 0;
    has_layout_ = false;
    at_start_ = true;
  }
  template <class PlaceOf>
  void add(std::string_view piece, PlaceOf place) {
    for (std::size_t at = 0; at < piece.size();) {
      auto const end = std::min(piece.find_first_of(" \t\r\n", at), piece.size());
      if (end > at) add_exactly(piece.substr(at, end - at), place);
      for (at = end; at < piece.size() && std::string_view(" \t\r\n").find(piece[at]) != std::string_view::npos; ++at) {
        has_layout_ = has_layout_ || piece[at] != ' ';
        spaces_ = std::min(spaces_ + 1, limits_.cell_characters + 1);
      }
    }
  }
  /// White space that is spelled out, or text without any.
  template <class PlaceOf>
  void add_exactly(std::string_view piece, PlaceOf place) {
    if (!has_layout_) {
      add_waiting_spaces(place);
    } else if (!at_start_) {
      buffer_.append(" ", place);
    }
    buffer_.append(piece, place);
    spaces_ = 0;
    has_layout_ = false;
    at_start_ = false;
  }
  template <class PlaceOf>
  void end(PlaceOf place) {
    if (!has_layout_) add_waiting_spaces(place);
  }
  std::string const& value() const { return buffer_.value(); }

 private:
  template <class PlaceOf>
  void add_waiting_spaces(PlaceOf place) {
    if (spaces_ > 0) buffer_.append(std::string(spaces_, ' '), place);
  }

  Limits const& limits_;
  TextBuffer buffer_;
  int paragraphs_ = 0;
  std::size_t spaces_ = 0;
  bool has_layout_ = false;
  bool at_start_ = true;
};

class ContentHandler final : public XmlHandler {
  /// Where the cell is that is being read, when asked.
  auto here() {
    return [this] { return builder_.place(row_, column_); };
  }

 public:
  ContentHandler(Builder& builder, Limits const& limits) : builder_(builder), limits_(limits), paragraphs_(limits) {}

  void start(Name name, Attributes const& attributes) override {
    ++depth_;
    if (skipped_from_ > 0) return;
    if (in_cell_) {
      start_inside_cell(name, attributes);
    } else if (name.space == Space::style) {
      start_style(name, attributes);
    } else if (name.is(Space::office, "spreadsheet")) {
      workbook_depth_ = depth_;
    } else if (name.is(Space::table, "table")) {
      if (workbook_depth_ > 0 && depth_ == workbook_depth_ + 1) {
        start_sheet(attributes);
      } else {
        skipped_from_ = depth_;
      }
    } else if (in_sheet_) {
      start_inside_sheet(name, attributes);
    }
  }

  void end(Name name) override {
    --depth_;
    if (skipped_from_ > 0) {
      if (depth_ < skipped_from_) skipped_from_ = 0;
      return;
    }
    if (in_cell_) {
      if (in_paragraph_ && depth_ < paragraph_depth_) {
        paragraphs_.end(here());
        in_paragraph_ = false;
      }
      if (depth_ < cell_depth_) end_cell();
    } else if (name.is(Space::table, "table-row") && in_sheet_) {
      end_row();
    } else if (name.is(Space::table, "table") && in_sheet_) {
      builder_.end_sheet();
      in_sheet_ = false;
    }
  }

  void text(std::string_view piece) override {
    if (in_paragraph_ && skipped_from_ == 0) paragraphs_.add(piece, here());
  }

  Place place() const override { return in_sheet_ ? builder_.place(row_, -1) : Place{}; }

  bool is_workbook() const { return workbook_depth_ > 0; }
  bool has_annotations() const { return has_annotations_; }

 private:
  struct FilledCell {
    int column;
    int repeats;
    Cell cell;
  };

  int repeats(Attributes const& attributes, std::string_view name) const {
    auto const given = attributes.find(name, Space::table);
    if (!given) return 1;
    auto const number = whole_number(*given, most_repeats);
    if (!number || *number == 0) {
      throw damaged(place(), fmt::format("something in it is repeated “{}” times", excerpt(*given)));
    }
    return *number;
  }

  void start_style(Name name, Attributes const& attributes) {
    if (name.local == "style") style_ = std::string(attributes.find("name", Space::style).value_or(""));
    if (name.local == "table-properties" && attributes.find("display", Space::table) == "false") {
      hidden_styles_.insert(style_);
    }
  }

  void start_sheet(Attributes const& attributes) {
    in_sheet_ = true;
    row_ = 0;
    columns_ = 0;
    auto const style = std::string(attributes.find("style-name", Space::table).value_or(""));
    builder_.begin_sheet(std::string(attributes.find("name", Space::table).value_or("")),
                         hidden_styles_.count(style) > 0 ? Visibility::hidden : Visibility::shown);
  }

  void start_inside_sheet(Name name, Attributes const& attributes) {
    auto const is_hidden = [&] { return attributes.find("visibility", Space::table).value_or("visible") != "visible"; };
    if (name.is(Space::table, "table-row")) {
      row_repeats_ = repeats(attributes, "number-rows-repeated");
      row_is_hidden_ = is_hidden();
      column_ = 0;
      cells_.clear();
    } else if (name.is(Space::table, "table-cell") || name.is(Space::table, "covered-table-cell")) {
      start_cell(attributes);
    } else if (name.is(Space::table, "table-column")) {
      int const count = repeats(attributes, "number-columns-repeated");
      if (is_hidden()) builder_.hide_columns(columns_, columns_ + count - 1);
      columns_ = std::min(columns_ + count, most_repeats);
    } else if (name.space != Space::table || name.local == "shapes" || name.local == "table-source") {
      skipped_from_ = depth_;  // Pictures, forms and where a linked sheet came from.
    }
  }

  void start_cell(Attributes const& attributes) {
    in_cell_ = true;
    cell_depth_ = depth_;
    cell_ = Cell{};
    paragraphs_.clear();
    cell_repeats_ = repeats(attributes, "number-columns-repeated");
    auto const copy = [&](std::string_view name, Space space) {
      return std::string(attributes.find(name, space).value_or(""));
    };
    cell_.is_formula = attributes.find("formula", Space::table).has_value();
    type_ = copy("value-type", Space::office);
    if (copy("value-type", Space::calc) == "error") type_ = "error";
    value_ = copy(type_ == "date"      ? "date-value"
                  : type_ == "boolean" ? "boolean-value"
                  : type_ == "string"  ? "string-value"
                                       : "value",
                  Space::office);
    int const rows = repeats(attributes, "number-rows-spanned");
    int const columns = repeats(attributes, "number-columns-spanned");
    if (rows > 1 || columns > 1) {
      builder_.merge(row_, column_, std::min(row_ + rows, most_repeats) - 1,
                     std::min(column_ + columns, most_repeats) - 1);
    }
  }

  void start_inside_cell(Name name, Attributes const& attributes) {
    if (name.is(Space::table, "table") || name.is(Space::table, "sub-table")) {
      throw Refused(Fault::damaged, builder_.place(row_, column_),
                    "This cell holds a table of its own, which is not read. Move that table to a sheet and try again.");
    }
    if (name.is(Space::office, "annotation")) has_annotations_ = true;
    if (!in_paragraph_) {
      if (name.is(Space::text, "p") || name.is(Space::text, "h")) {
        in_paragraph_ = true;
        paragraph_depth_ = depth_;
        paragraphs_.begin(here());
      } else {
        skipped_from_ = depth_;
      }
    } else if (name.is(Space::text, "s")) {
      auto const given = whole_number(attributes.find("c", Space::text).value_or("1"), most_repeats);
      auto const count =
          std::min<std::size_t>(static_cast<std::size_t>(given.value_or(1)), limits_.cell_characters + 1);
      paragraphs_.add_exactly(std::string(count, ' '), here());
    } else if (name.is(Space::text, "tab")) {
      paragraphs_.add_exactly("\t", here());
    } else if (name.is(Space::text, "line-break")) {
      paragraphs_.add_exactly("\n", here());
    } else if (name.space != Space::text || name.local == "ruby-text" || name.local == "note") {
      skipped_from_ = depth_;
    }
  }

  void end_cell() {
    in_cell_ = false;
    std::string const shown = paragraphs_.value();
    if (type_ == "float" || type_ == "percentage" || type_ == "currency") {
      take_number();
    } else if (type_ == "date") {
      take_date(shown);
    } else if (type_ == "boolean") {
      cell_.kind = CellKind::boolean;
      cell_.text = value_ == "true" ? "true" : "false";
    } else if (type_ == "error") {
      cell_.kind = CellKind::error;
      cell_.text = shown.empty() ? "error" : excerpt(shown);
    } else {
      // A time of day, a text, or an old program's cell without a type: what it shows.
      std::string text = shown.empty() && type_ == "string" ? checked_value() : shown;
      if (!text.empty()) {
        cell_.kind = CellKind::text;
        cell_.text = std::move(text);
      }
    }
    if (cell_.is_formula && type_.empty() && shown.empty()) {
      builder_.note(builder_.place(row_, column_),
                    "This formula has no result in the file, so the cell was read as empty. Open the workbook in a "
                    "spreadsheet program, save it and use that.");
    }
    if (!cell_.is_blank()) {
      // Refuses a row that is too wide before its cells are kept.
      if (column_ + cell_repeats_ > limits_.columns) builder_.put(row_, limits_.columns, cell_);
      cells_.push_back({column_, cell_repeats_, std::move(cell_)});
    }
    column_ = std::min(column_ + cell_repeats_, most_repeats);
  }

  std::string checked_value() {
    TextBuffer buffer(limits_);
    buffer.append(value_, here());
    return with_line_feeds(buffer.value());
  }

  void take_number() {
    double number = 0;
    auto const [end, code] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (value_.empty() || code != std::errc{} || end != value_.data() + value_.size() || value_.size() > 60) {
      throw damaged(builder_.place(row_, column_),
                    fmt::format("this cell should hold a number and holds “{}”", excerpt(value_)));
    }
    cell_.kind = CellKind::number;
    cell_.text = value_;
  }

  void take_date(std::string const& shown) {
    std::string_view const value(value_);
    auto const date = Date::from_iso(value.substr(0, 10));
    bool const has_time = value.size() >= 19 && value[10] == 'T';
    if (!date || (value.size() != 10 && !(has_time && Instant::from_iso(std::string(value.substr(0, 19)) + "Z")))) {
      throw damaged(builder_.place(row_, column_),
                    fmt::format("this cell should hold a date and holds “{}”", excerpt(value)));
    }
    cell_.kind = CellKind::date;
    cell_.text = has_time && value.substr(10, 9) != "T00:00:00" ? std::string(value.substr(0, 19)) : date->iso();
    if (read_typed_date(shown).kind == TypedDate::Kind::no_day) cell_.shown = shown;
  }

  void end_row() {
    if (row_is_hidden_) {
      for (int row = row_; row < row_ + row_repeats_ && row < limits_.rows; ++row) builder_.hide_row(row);
    }
    if (!cells_.empty()) {
      for (int copy = 0; copy < row_repeats_; ++copy) {
        for (auto const& each : cells_) {
          for (int column = each.column; column < each.column + each.repeats; ++column) {
            builder_.put(row_ + copy, column, each.cell);
          }
        }
      }
    }
    row_ = std::min(row_ + row_repeats_, most_repeats);
  }

  Builder& builder_;
  Limits const& limits_;
  Paragraphs paragraphs_;
  std::set<std::string> hidden_styles_;
  std::string style_;
  std::vector<FilledCell> cells_;  // Of the row that is being read.
  Cell cell_;
  std::string type_;
  std::string value_;
  int depth_ = 0;
  int skipped_from_ = 0;  // The depth of the element that is passed over with all it holds; 0 for none.
  int workbook_depth_ = 0;
  int cell_depth_ = 0;
  int paragraph_depth_ = 0;
  int row_ = 0;
  int column_ = 0;
  int columns_ = 0;
  int row_repeats_ = 1;
  int cell_repeats_ = 1;
  bool row_is_hidden_ = false;
  bool in_sheet_ = false;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
  bool has_annotations_ = false;
};

void refuse_locked(Archive& archive, Limits const& limits) {
  ManifestHandler manifest;
  if (archive.has(std::string(manifest_part))) parse(archive, std::string(manifest_part), manifest, limits);
  if (manifest.is_encrypted || archive.has("encrypted-package")) {
    throw Refused(Fault::encrypted, {},
                  "It is locked with a password. Open it, save a copy without a password and use that.");
  }
}

}  // namespace

Workbook read_ods(Archive& archive, Limits const& limits) {
  refuse_locked(archive, limits);
  Builder builder(Format::ods, limits);
  ContentHandler handler(builder, limits);
  parse(archive, std::string(content_part), handler, limits);
  if (!handler.is_workbook()) throw damaged({}, "its sheets are not in the file");
  if (builder.workbook().sheets.empty()) throw damaged({}, "it names no sheets");
  if (handler.has_annotations()) {
    builder.note({}, "It has comments beside its cells, which are not read. Copy what matters into a column.");
  }
  return builder.finish();
}

}  // namespace gt::sheet
