#include "platform/sheet/xlsx_parts.h"

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/sheet/builder.h"
#include "platform/sheet/refused.h"
#include "platform/sheet/xml.h"

namespace gt::sheet::xlsx {
namespace {

std::string folder_of(std::string const& part) {
  auto const slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

/// A relation's target as the name of a part: relative to the folder of the part it belongs to, or from the root.
std::string resolved(std::string const& folder, std::string_view target) {
  std::string const path = target.starts_with('/') ? std::string(target) : "/" + folder + std::string(target);
  std::vector<std::string> kept;
  for (auto const& word : split(path, '/')) {
    if (word == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!word.empty() && word != ".") {
      kept.push_back(word);
    }
  }
  std::string out;
  for (auto const& word : kept) out += (out.empty() ? "" : "/") + word;
  return out;
}

class RelationsHandler final : public XmlHandler {
 public:
  explicit RelationsHandler(std::string folder) : folder_(std::move(folder)) {}
  void start(Name name, Attributes const& attributes) override {
    if (!name.is(Space::relations, "Relationship")) return;
    auto const id = attributes.find("Id");
    auto const type = attributes.find("Type");
    auto const target = attributes.find("Target");
    if (!id || !type || !target) return;
    bool const outside = attributes.find("TargetMode").value_or("") == "External";
    relations[std::string(*id)] = {std::string(type->substr(type->rfind('/') + 1)),
                                   outside ? "" : resolved(folder_, *target)};
  }
  void end(Name) override {}
  void text(std::string_view) override {}

  std::map<std::string, Relation> relations;

 private:
  std::string folder_;
};

class BookHandler final : public XmlHandler {
 public:
  void start(Name name, Attributes const& attributes) override {
    if (name.is(Space::workbook, "workbook")) is_book = true;
    if (name.is(Space::workbook, "workbookPr")) book.counts_from_1904 = is_true(attributes.find("date1904"));
    if (!name.is(Space::workbook, "sheet")) return;
    if (attributes.find("name").value_or("").size() > 1'000) {
      throw damaged({}, "the name of one of its sheets is longer than any program allows");
    }
    auto const state = attributes.find("state").value_or("visible");
    book.sheets.push_back({std::string(attributes.find("name").value_or("")),
                           std::string(attributes.find("id", Space::relation).value_or("")),
                           state == "veryHidden" ? Visibility::very_hidden
                           : state == "hidden"   ? Visibility::hidden
                                                 : Visibility::shown});
  }
  void end(Name) override {}
  void text(std::string_view) override {}

  Book book;
  bool is_book = false;
};

class StylesHandler final : public XmlHandler {
 public:
  void start(Name name, Attributes const& attributes) override {
    if (name.is(Space::workbook, "numFmt")) {
      auto const id = whole_number(attributes.find("numFmtId").value_or(""), most_formats);
      if (id) codes_[*id] = NumberFormat::from_code(attributes.find("formatCode").value_or("").substr(0, 1000));
    } else if (name.is(Space::workbook, "cellXfs")) {
      in_cell_styles_ = true;
    } else if (in_cell_styles_ && name.is(Space::workbook, "xf")) {
      if (formats.size() >= most_formats) throw damaged({}, "it has more cell styles than any program makes");
      auto const id = whole_number(attributes.find("numFmtId").value_or("0"), most_formats);
      formats.push_back(format(id.value_or(0)));
    }
  }
  void end(Name name) override {
    if (name.is(Space::workbook, "cellXfs")) in_cell_styles_ = false;
  }
  void text(std::string_view) override {}

  std::vector<NumberFormat> formats;

 private:
  static constexpr int most_formats = 100'000;
  NumberFormat format(int id) const {
    if (auto const own = codes_.find(id); own != codes_.end()) return own->second;
    return NumberFormat::built_in(id).value_or(NumberFormat{});
  }

  std::map<int, NumberFormat> codes_;
  bool in_cell_styles_ = false;
};

class SharedTextsHandler final : public XmlHandler {
 public:
  explicit SharedTextsHandler(Limits const& limits) : limits_(limits), buffer_(limits) {}
  void start(Name name, Attributes const&) override {
    if (shared.too_long) return;
    if (name.is(Space::workbook, "si")) {
      buffer_.clear();
    } else if (name.is(Space::workbook, "rPh")) {
      in_reading_aid_ = true;
    } else if (name.is(Space::workbook, "t")) {
      in_text_ = !in_reading_aid_;
    }
  }
  void end(Name name) override {
    if (shared.too_long) return;
    if (name.is(Space::workbook, "t")) in_text_ = false;
    if (name.is(Space::workbook, "rPh")) in_reading_aid_ = false;
    if (!name.is(Space::workbook, "si")) return;
    bytes_ += buffer_.value().size();
    if (shared.texts.size() >= limits_.cells || bytes_ > limits_.text_bytes) {
      throw Refused(Fault::too_large, {},
                    fmt::format("The workbook holds more than {} MB of text. Split it.", limits_.text_bytes >> 20));
    }
    shared.texts.push_back(unescaped(buffer_.value()));
  }
  void text(std::string_view piece) override {
    if (!in_text_ || shared.too_long) return;
    buffer_.append(piece, [this]() -> Place { throw Stop{shared.texts.size()}; });
  }

  /// Ends the reading of the part; not a fault in itself.
  struct Stop : std::exception {
    explicit Stop(std::size_t number) : too_long(number) {}
    std::size_t too_long;
  };
  SharedTexts shared;

 private:
  Limits const& limits_;
  TextBuffer buffer_;
  bool in_text_ = false;
  bool in_reading_aid_ = false;
  std::size_t bytes_ = 0;
};

std::optional<unsigned> escaped_character(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  unsigned value = 0;
  for (char const digit : text.substr(2, 4)) {
    auto const at = std::string_view("0123456789abcdef").find(static_cast<char>(digit | 0x20));
    if (digit < '0' || at == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(at);
  }
  return value;
}

void append_character(std::string& out, unsigned value) {
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0U | (value >> 6U));
    out += static_cast<char>(0x80U | (value & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (value >> 12U));
    out += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (value & 0x3FU));
  }
}

}  // namespace

std::map<std::string, Relation> relations_of(Archive& archive, std::string const& part, Limits const& limits) {
  auto const folder = folder_of(part);
  auto const name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  RelationsHandler handler(folder);
  if (archive.has(name)) parse(archive, name, handler, limits);
  return std::move(handler.relations);
}

Book read_book(Archive& archive, std::string const& part, Limits const& limits) {
  BookHandler handler;
  parse(archive, part, handler, limits);
  if (!handler.is_book) {
    throw Refused(Fault::not_a_spreadsheet, {},
                  "It is an Office file, but not a workbook. Give a tracker as XLSX, ODS or CSV.");
  }
  if (handler.book.sheets.empty()) throw damaged({}, "it names no sheets");
  return std::move(handler.book);
}

std::vector<NumberFormat> read_styles(Archive& archive, std::string const& part, Limits const& limits) {
  StylesHandler handler;
  parse(archive, part, handler, limits);
  return std::move(handler.formats);
}

SharedTexts read_shared_texts(Archive& archive, std::string const& part, Limits const& limits) {
  SharedTextsHandler handler(limits);
  try {
    parse(archive, part, handler, limits);
  } catch (SharedTextsHandler::Stop const& stop) {
    handler.shared.too_long = stop.too_long;
  }
  return std::move(handler.shared);
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const character = text[at] == '_' ? escaped_character(text.substr(at)) : std::nullopt;
    bool const is_control =
        character && *character < 0x20 && *character != '\t' && *character != '\n' && *character != '\r';
    bool const is_half = character && *character >= 0xD800 && *character <= 0xDFFF;
    if (character && !is_control && !is_half && *character != 0x7F) {
      append_character(out, *character);
      at += 7;
    } else {
      out += text[at++];
    }
  }
  return with_line_feeds(std::move(out));
}

}  // namespace gt::sheet::xlsx
