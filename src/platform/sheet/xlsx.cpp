#include "platform/sheet/xlsx.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "platform/sheet/builder.h"
#include "platform/sheet/refused.h"
#include "platform/sheet/xlsx_parts.h"
#include "platform/sheet/xml.h"

namespace gt::sheet {
namespace {

/// Far beyond every limit, so that "B99999999" is told apart from "B3".
constexpr int most_row_number = 10'000'000;

struct Reference {
  int row;
  int column;
};

/// "B3" as row 2, column 1. Nothing for anything else.
std::optional<Reference> reference(std::string_view text) {
  int column = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && column < 100'000; ++at) {
    column = column * 26 + (text[at] - 'A' + 1);
  }
  auto const row = whole_number(text.substr(at), most_row_number);
  if (column == 0 || !row || *row == 0) return std::nullopt;
  return Reference{*row - 1, column - 1};
}

/// What all sheets of a workbook share.
struct Context {
  Limits const& limits;
  Builder& builder;
  std::vector<NumberFormat> formats;
  bool has_styles = false;
  xlsx::SharedTexts shared;
};

class SheetHandler final : public XmlHandler {
 public:
  explicit SheetHandler(Context& context) : context_(context), value_(context.limits) {}

  void start(Name name, Attributes const& attributes) override {
    if (name.space != Space::workbook) return;
    auto const& local = name.local;
    if (local == "c") {
      if (in_row_) start_cell(attributes);
    } else if (local == "v" || (local == "t" && in_inline_text_ && !in_reading_aid_)) {
      is_taking_ = in_cell_;
      has_value_ = has_value_ || local == "v";
    } else if (local == "f") {
      cell_.is_formula = in_cell_;
    } else if (local == "is") {
      in_inline_text_ = in_cell_;
    } else if (local == "rPh") {
      in_reading_aid_ = true;
    } else if (local == "row") {
      start_row(attributes);
    } else if (local == "col") {
      if (!is_true(attributes.find("hidden"))) return;
      auto const first = whole_number(attributes.find("min").value_or(""), most_row_number);
      auto const last = whole_number(attributes.find("max").value_or(""), most_row_number);
      if (first && last && *first > 0) context_.builder.hide_columns(*first - 1, *last - 1);
    } else if (local == "mergeCell") {
      merge(attributes.find("ref").value_or(""));
    } else if (local == "worksheet") {
      is_worksheet_ = true;
    }
  }

  void end(Name name) override {
    if (name.space != Space::workbook) return;
    auto const& local = name.local;
    if (local == "v" || local == "t") {
      is_taking_ = false;
    } else if (local == "is") {
      in_inline_text_ = false;
    } else if (local == "rPh") {
      in_reading_aid_ = false;
    } else if (local == "c") {
      if (in_cell_) end_cell();
      in_cell_ = false;
    } else if (local == "row") {
      in_row_ = false;
    }
  }

  void text(std::string_view piece) override {
    if (is_taking_) value_.append(piece, [this] { return here(); });
  }

  Place place() const override { return {context_.builder.place(row_, -1)}; }

  bool is_worksheet() const { return is_worksheet_; }

 private:
  Place here() const { return context_.builder.place(row_, column_); }

  void start_row(Attributes const& attributes) {
    in_row_ = true;
    int const before = row_;
    auto const given = attributes.find("r");
    auto const number = given ? whole_number(*given, most_row_number) : std::optional(row_ + 2);
    if (!number || *number <= before + 1) {
      throw damaged(place(), fmt::format("the row after it is numbered “{}”", excerpt(given.value_or(""))));
    }
    row_ = *number - 1;
    column_ = -1;
    if (is_true(attributes.find("hidden"))) context_.builder.hide_row(row_);
  }

  void start_cell(Attributes const& attributes) {
    int const before = column_;
    if (auto const given = attributes.find("r")) {
      auto const at = reference(*given);
      if (!at || at->row != row_ || at->column <= before) {
        throw damaged(place(), fmt::format("a cell in it is named “{}”", excerpt(*given)));
      }
      column_ = at->column;
    } else {
      ++column_;
    }
    in_cell_ = true;
    has_value_ = false;
    cell_ = Cell{};
    value_.clear();
    type_ = attributes.find("t").value_or("n");
    auto const style = attributes.find("s");
    style_ = style ? whole_number(*style, most_row_number).value_or(most_row_number) : 0;
  }

  void end_cell() {
    std::string const& value = value_.value();
    if (type_ == "s") {
      take_shared(value);
    } else if (type_ == "inlineStr" || type_ == "str") {
      take_text(xlsx::unescaped(value));
    } else if (value.empty()) {
      // A style without a value, or a formula without a result.
    } else if (type_ == "b") {
      cell_.kind = CellKind::boolean;
      cell_.text = value == "1" || value == "true" ? "true" : "false";
    } else if (type_ == "e") {
      cell_.kind = CellKind::error;
      cell_.text = excerpt(value);
    } else if (type_ == "n") {
      take_number(value);
    } else if (type_ == "d") {
      take_iso_date(value);
    } else {
      throw damaged(here(), fmt::format("this cell is of an unknown kind “{}”", excerpt(type_)));
    }
    if (cell_.is_formula && !has_value_) {
      context_.builder.note(here(),
                            "This formula has no result in the file, so the cell was read as empty. Open the workbook "
                            "in a spreadsheet program, save it and use that.");
    }
    if (!cell_.is_blank()) context_.builder.put(row_, column_, std::move(cell_));
  }

  void take_text(std::string text) {
    if (text.empty()) return;
    cell_.kind = CellKind::text;
    cell_.text = std::move(text);
  }

  void take_shared(std::string const& value) {
    auto const& shared = context_.shared;
    auto const number = whole_number(value, 100'000'000);
    if (number && shared.too_long && static_cast<std::size_t>(*number) >= *shared.too_long) {
      if (static_cast<std::size_t>(*number) == *shared.too_long) refuse_long_cell(here(), context_.limits);
      return;  // Not read any more, since the workbook will be refused.
    }
    if (!number || static_cast<std::size_t>(*number) >= shared.texts.size()) {
      throw damaged(here(), "this cell refers to a text that is not in the file");
    }
    take_text(shared.texts[static_cast<std::size_t>(*number)]);
  }

  void take_number(std::string const& value) {
    double number = 0;
    auto const [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (code != std::errc{} || end != value.data() + value.size() || value.size() > 60) {
      throw damaged(here(), fmt::format("this cell should hold a number and holds “{}”", excerpt(value)));
    }
    cell_.kind = CellKind::number;
    cell_.text = value;
    if (!context_.has_styles) return;
    if (static_cast<std::size_t>(style_) >= context_.formats.size()) {
      if (style_ == 0) return;
      throw damaged(here(), "this cell has a style that is not in the file");
    }
    NumberFormat const& format = context_.formats[static_cast<std::size_t>(style_)];
    if (!format.is_date) return;
    auto const moment = moment_of_number(number, context_.builder.workbook().counts_from_1904);
    if (!moment) {
      context_.builder.note(here(),
                            fmt::format("The number {} is shown as a date, but there is no such day (29 February "
                                        "1900 among them). It was read as a number.",
                                        value));
      return;
    }
    cell_.kind = CellKind::date;
    cell_.text = moment->iso();
    if (!format.shows_day) cell_.shown = format.shown(moment->day);
  }

  void take_iso_date(std::string const& value) {
    auto const date = Date::from_iso(std::string_view(value).substr(0, 10));
    bool const has_time = value.size() >= 19 && value[10] == 'T';
    auto const moment = has_time ? Instant::from_iso(value.substr(0, 19) + "Z") : Instant::from_iso("");
    if (!date || (value.size() != 10 && !moment)) {
      throw damaged(here(), fmt::format("this cell should hold a date and holds “{}”", excerpt(value)));
    }
    cell_.kind = CellKind::date;
    cell_.text = has_time && value.substr(10, 9) != "T00:00:00" ? value.substr(0, 19) : date->iso();
  }

  void merge(std::string_view range) {
    auto const colon = range.find(':');
    auto const first = reference(range.substr(0, colon));
    auto const last = colon == std::string_view::npos ? first : reference(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column) {
      throw damaged({context_.builder.sheet().name, 0, 0},
                    fmt::format("it lists the merged cells “{}”", excerpt(range)));
    }
    context_.builder.merge(first->row, first->column, last->row, last->column);
  }

  Context& context_;
  TextBuffer value_;
  Cell cell_;
  std::string type_;
  int style_ = 0;
  int row_ = -1;
  int column_ = -1;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_inline_text_ = false;
  bool in_reading_aid_ = false;
  bool is_taking_ = false;
  bool has_value_ = false;
  bool is_worksheet_ = false;
};

/// The workbook's own part, or the refusal that says what the package holds instead.
std::string book_part(Archive& archive, Limits const& limits) {
  for (auto const& [id, relation] : xlsx::relations_of(archive, "", limits)) {
    if (relation.kind != "officeDocument") continue;
    if (relation.target.ends_with(".bin")) {
      throw Refused(Fault::old_format, {},
                    "It is a binary workbook (.xlsb), which is not read. Open it, save it as an Excel workbook (.xlsx) "
                    "and use that.");
    }
    if (relation.target.starts_with("word/") || relation.target.starts_with("ppt/")) {
      throw Refused(
          Fault::not_a_spreadsheet, {},
          fmt::format("It is a {}, not a workbook. Copy the table into a workbook, save that as XLSX and use it.",
                      relation.target.starts_with("word/") ? "Word document" : "PowerPoint presentation"));
    }
    return relation.target;
  }
  throw Refused(Fault::not_a_spreadsheet, {},
                "It is a packed file, but not a workbook. Give a tracker as XLSX, ODS or CSV.");
}

}  // namespace

Workbook read_xlsx(Archive& archive, Limits const& limits) {
  std::string const part = book_part(archive, limits);
  Builder builder(Format::xlsx, limits);
  Context context{limits, builder, {}, false, {}};
  xlsx::Book const book = xlsx::read_book(archive, part, limits);
  builder.workbook().counts_from_1904 = book.counts_from_1904;
  auto const relations = xlsx::relations_of(archive, part, limits);
  for (auto const& [id, relation] : relations) {
    if (relation.kind == "styles" && archive.has(relation.target)) {
      context.formats = xlsx::read_styles(archive, relation.target, limits);
      context.has_styles = true;
    } else if (relation.kind == "sharedStrings" && archive.has(relation.target)) {
      context.shared = xlsx::read_shared_texts(archive, relation.target, limits);
    }
  }
  for (auto const& entry : book.sheets) {
    auto const relation = relations.find(entry.relation);
    if (relation == relations.end()) throw damaged({entry.name, 0, 0}, "its rows are not in the file");
    if (relation->second.kind != "worksheet") {
      builder.note({entry.name, 0, 0}, "This sheet holds a chart or a macro and no rows, so it was left out.");
      continue;
    }
    builder.begin_sheet(entry.name, entry.visibility);
    SheetHandler handler(context);
    parse(archive, relation->second.target, handler, limits);
    if (!handler.is_worksheet()) throw damaged({entry.name, 0, 0}, "its rows are not in the file");
    builder.end_sheet();
  }
  if (context.shared.too_long) {
    throw Refused(
        Fault::too_large, {},
        fmt::format("It keeps a text of more than {} characters that no cell shows. Open it, save it again and "
                    "use that.",
                    limits.cell_characters));
  }
  auto const& parts = archive.parts();
  if (std::any_of(parts.begin(), parts.end(), [](std::string const& name) {
        return name.starts_with("xl/comments") || name.starts_with("xl/threadedComments");
      })) {
    builder.note({}, "It has comments beside its cells, which are not read. Copy what matters into a column.");
  }
  return builder.finish();
}

}  // namespace gt::sheet
