#include <zip.h>

#include <chrono>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "platform/sheet/builder.h"
#include "platform/sheet/table.h"
#include "platform/sheet/table_rules.h"

namespace gt::sheet {
namespace {

constexpr std::string_view xml_start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view namespaces =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.2\"";

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Text as paragraphs, one a line; spaces and tabs that XML would lose are spelled out.
std::string paragraphs(std::string const& text) {
  std::string out = "<text:p>";
  std::size_t spaces = 0;
  auto const flush_spaces = [&](bool plain_allowed) {
    if (spaces == 1 && plain_allowed) {
      out += ' ';
    } else if (spaces > 0) {
      out += fmt::format("<text:s text:c=\"{}\"/>", spaces);
    }
    spaces = 0;
  };
  bool at_start = true;
  for (char const c : with_line_feeds(text)) {
    if (c == ' ') {
      ++spaces;
      continue;
    }
    flush_spaces(!at_start && c != '\n' && c != '\t');
    at_start = c == '\n';
    if (c == '\n') {
      out += "</text:p><text:p>";
    } else if (c == '\t') {
      out += "<text:tab/>";
    } else {
      out += escaped(std::string_view(&c, 1));
    }
  }
  flush_spaces(false);
  return out + "</text:p>";
}

std::string text_cell(std::string const& text, std::string_view style) {
  if (text.empty()) return "<table:table-cell/>";
  return fmt::format("<table:table-cell table:style-name=\"{}\" office:value-type=\"string\">{}</table:table-cell>",
                     style, paragraphs(text));
}

std::string cell(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) return text_cell(*text, "text");
  if (auto const* number = std::get_if<double>(&value)) {
    auto const shown = number_text(*number);
    return fmt::format(
        "<table:table-cell office:value-type=\"float\" office:value=\"{0}\"><text:p>{0}</text:p>"
        "</table:table-cell>",
        shown);
  }
  if (auto const* date = std::get_if<Date>(&value)) {
    return fmt::format(
        "<table:table-cell table:style-name=\"date\" office:value-type=\"date\" office:date-value=\"{}\">"
        "<text:p>{:02}/{:02}/{:04}</text:p></table:table-cell>",
        date->iso(), date->day(), date->month(), date->year());
  }
  if (auto const* amount = std::get_if<Pence>(&value)) {
    return fmt::format(
        "<table:table-cell table:style-name=\"money\" office:value-type=\"currency\" "
        "office:currency=\"GBP\" office:value=\"{0}\"><text:p>£{0}</text:p></table:table-cell>",
        pounds_text(*amount));
  }
  return "<table:table-cell/>";
}

std::string content(Table const& table) {
  std::string out = fmt::format("{}<office:document-content{}><office:automatic-styles>", xml_start, namespaces);
  out +=
      "<number:date-style style:name=\"day-first\"><number:day number:style=\"long\"/><number:text>/</number:text>"
      "<number:month number:style=\"long\"/><number:text>/</number:text><number:year number:style=\"long\"/>"
      "</number:date-style><number:currency-style style:name=\"pounds\"><number:currency-symbol "
      "number:language=\"en\" number:country=\"GB\">£</number:currency-symbol><number:number "
      "number:decimal-places=\"2\" number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:currency-style>"
      "<number:text-style style:name=\"as-typed\"><number:text-content/></number:text-style>";
  constexpr std::string_view cell_style =
      "<style:style style:name=\"{}\" style:family=\"table-cell\"{}><style:table-cell-properties "
      "style:vertical-align=\"top\"{}/>{}</style:style>";
  out += fmt::format(cell_style, "title", "", "",
                     "<style:text-properties fo:font-size=\"14pt\" fo:font-weight=\"bold\"/>");
  out += fmt::format(cell_style, "heading", "", " fo:wrap-option=\"wrap\" fo:border-bottom=\"0.75pt solid #000000\"",
                     "<style:text-properties fo:font-weight=\"bold\"/>");
  out += fmt::format(cell_style, "note", "", "", "");
  out += fmt::format(cell_style, "text", " style:data-style-name=\"as-typed\"", " fo:wrap-option=\"wrap\"", "");
  out += fmt::format(cell_style, "date", " style:data-style-name=\"day-first\"", "", "");
  out += fmt::format(cell_style, "money", " style:data-style-name=\"pounds\"", "", "");
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    out += fmt::format(
        "<style:style style:name=\"column{}\" style:family=\"table-column\"><style:table-column-properties "
        "style:column-width=\"{:.2f}cm\"/></style:style>",
        column, table.columns[column].width * 0.2);
  }
  out += fmt::format("</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"{}\">",
                     escaped(sheet_name(table.title)));
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    out += fmt::format("<table:table-column table:style-name=\"column{}\"/>", column);
  }
  if (table.columns.empty()) out += "<table:table-column/>";
  auto const row = [&](std::string const& cells) { out += "<table:table-row>" + cells + "</table:table-row>"; };
  row(text_cell(table.title, "title"));
  for (auto const& note : table.notes) row(text_cell(note, "note"));
  row("<table:table-cell/>");
  std::string cells;
  for (auto const& column : table.columns) cells += text_cell(column.heading, "heading");
  out += "<table:table-header-rows>";
  row(cells.empty() ? "<table:table-cell/>" : cells);
  out += "</table:table-header-rows>";
  for (auto const& values : table.rows) {
    cells.clear();
    for (auto const& value : values) cells += cell(value);
    row(cells.empty() ? "<table:table-cell/>" : cells);
  }
  return out + "</table:table></office:spreadsheet></office:body></office:document-content>";
}

std::string styles() {
  return fmt::format(
      "{}<office:document-styles{}><office:styles><style:default-style style:family=\"table-cell\">"
      "<style:text-properties fo:language=\"en\" fo:country=\"GB\"/></style:default-style></office:styles>"
      "</office:document-styles>",
      xml_start, namespaces);
}

std::string meta(Table const& table) {
  auto const made = Instant::from_unix_milliseconds(table.made.unix_milliseconds() / 1000 * 1000).iso();
  return fmt::format(
      "{}<office:document-meta{}><office:meta><dc:title>{}</dc:title><meta:creation-date>{}</meta:creation-date>"
      "<dc:date>{}</dc:date></office:meta></office:document-meta>",
      xml_start, namespaces, escaped(table.title), made.substr(0, 19), made.substr(0, 19));
}

std::string manifest() {
  std::string out = fmt::format(
      "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
      "manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{}\" "
      "manifest:version=\"1.2\"/>",
      xml_start, ods_content_type);
  for (char const* const part : {"content.xml", "styles.xml", "meta.xml"}) {
    out += fmt::format("<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"text/xml\"/>", part);
  }
  return out + "</manifest:manifest>";
}

/// A zip archive that is written in memory. A failure is the machine's: std::runtime_error.
class ZipWriter {
 public:
  explicit ZipWriter(Instant made) {
    auto const day = made.iso();  // 2026-11-22T10:30:00.000Z
    auto const number = [&](std::size_t at, std::size_t size) { return std::stoi(day.substr(at, size)); };
    // A zip file's times begin in 1980.
    date_ = static_cast<zip_uint16_t>((std::max(0, number(0, 4) - 1980) << 9) | (number(5, 2) << 5) | number(8, 2));
    time_ = static_cast<zip_uint16_t>((number(11, 2) << 11) | (number(14, 2) << 5) | (number(17, 2) / 2));
    zip_error_init(&error_);
    source_ = zip_source_buffer_create(nullptr, 0, 0, &error_);
    require(source_ != nullptr);
    zip_source_keep(source_);
    archive_ = zip_open_from_source(source_, ZIP_TRUNCATE, &error_);
    require(archive_ != nullptr);
  }
  ~ZipWriter() {
    if (archive_ != nullptr) zip_discard(archive_);
    if (source_ != nullptr) zip_source_free(source_);
    zip_error_fini(&error_);
  }
  ZipWriter(ZipWriter const&) = delete;
  ZipWriter& operator=(ZipWriter const&) = delete;

  /// `content` must live until `finish`.
  void add(char const* part, std::string const& content, zip_int32_t method) {
    zip_source_t* const source = zip_source_buffer(archive_, content.data(), content.size(), 0);
    require(source != nullptr);
    zip_int64_t const index = zip_file_add(archive_, part, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    require(index >= 0);
    require(zip_set_file_compression(archive_, static_cast<zip_uint64_t>(index), method, 0) == 0);
    require(zip_file_set_dostime(archive_, static_cast<zip_uint64_t>(index), time_, date_, 0) == 0);
  }

  std::string finish() {
    require(zip_close(archive_) == 0);
    archive_ = nullptr;
    require(zip_source_open(source_) == 0);
    zip_stat_t about;
    zip_stat_init(&about);
    require(zip_source_stat(source_, &about) == 0);
    std::string bytes(static_cast<std::size_t>(about.size), '\0');
    require(zip_source_read(source_, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_source_close(source_);
    return bytes;
  }

 private:
  static void require(bool done) {
    if (!done) throw std::runtime_error("a zip archive could not be written in memory");
  }

  zip_error_t error_{};
  zip_source_t* source_ = nullptr;
  zip_t* archive_ = nullptr;
  zip_uint16_t date_ = 0;
  zip_uint16_t time_ = 0;
};

}  // namespace

Result<std::string> write_ods(Table const& table) {
  if (auto fault = table_fault(table)) return tl::make_unexpected(*std::move(fault));
  std::string const type(ods_content_type);
  std::string const parts[] = {content(table), styles(), meta(table), manifest()};
  ZipWriter zip(table.made);
  zip.add("mimetype", type, ZIP_CM_STORE);  // First and not packed, so that programs know the file by its first bytes.
  zip.add("content.xml", parts[0], ZIP_CM_DEFLATE);
  zip.add("styles.xml", parts[1], ZIP_CM_DEFLATE);
  zip.add("meta.xml", parts[2], ZIP_CM_DEFLATE);
  zip.add("META-INF/manifest.xml", parts[3], ZIP_CM_DEFLATE);
  return zip.finish();
}

}  // namespace gt::sheet
