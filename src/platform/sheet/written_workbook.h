#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "platform/sheet/sheet_reader.h"

/// Workbooks put together by hand, for tests.
namespace gt::sheet::written {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string package(Parts const& parts, zip_int32_t method = ZIP_CM_DEFLATE) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (auto const& [name, content] : parts) {
    auto const index = zip_file_add(archive, name.c_str(),
                                    zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    EXPECT_GE(index, 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(target);
  zip_stat_t about;
  zip_stat_init(&about);
  zip_source_stat(target, &about);
  std::string bytes(about.size, '\0');
  EXPECT_EQ(zip_source_read(target, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

struct XlsxSheet {
  std::string name;
  std::string inside;  ///< Of <worksheet>: cols, sheetData, mergeCells.
  std::string state{};
};

struct Xlsx {
  std::vector<XlsxSheet> sheets{};
  std::vector<std::string> shared{};  ///< Insides of <si>.
  std::string styles{};               ///< Inside of <styleSheet>.
  std::string book_properties{};
  Parts more{};
};

inline std::string rows(std::string const& inside) { return "<sheetData>" + inside + "</sheetData>"; }

inline std::string xlsx(Xlsx const& book, zip_int32_t method = ZIP_CM_DEFLATE) {
  std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
  std::string const main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  std::string const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::string const relations =
      head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  auto const link = [&](std::string const& id, std::string const& kind, std::string const& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + relation + "/" + kind + "\" Target=\"" + target + "\"/>";
  };
  Parts parts{{"_rels/.rels", relations + link("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"}};
  std::string list, links;
  int number = 0;
  for (auto const& sheet : book.sheets) {
    auto const id = std::to_string(++number);
    list += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + id + "\" r:id=\"s" + id + "\"" +
            (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + "/>";
    links += link("s" + id, "worksheet", "worksheets/sheet" + id + ".xml");
    parts.emplace_back("xl/worksheets/sheet" + id + ".xml",
                       head + "<worksheet" + main + ">" + sheet.inside + "</worksheet>");
  }
  if (!book.shared.empty()) {
    std::string texts;
    for (auto const& text : book.shared) texts += "<si>" + text + "</si>";
    parts.emplace_back("xl/sharedStrings.xml", head + "<sst" + main + ">" + texts + "</sst>");
    links += link("shared", "sharedStrings", "sharedStrings.xml");
  }
  if (!book.styles.empty()) {
    parts.emplace_back("xl/styles.xml", head + "<styleSheet" + main + ">" + book.styles + "</styleSheet>");
    links += link("styles", "styles", "/xl/styles.xml");
  }
  parts.emplace_back("xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + relation + "\">" +
                                            book.book_properties + "<sheets>" + list + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations + links + "</Relationships>");
  parts.insert(parts.end(), book.more.begin(), book.more.end());
  return package(parts, method);
}

/// A workbook of one sheet called Actions; `inside` holds its rows.
inline std::string xlsx_rows(std::string const& inside, zip_int32_t method = ZIP_CM_DEFLATE) {
  return xlsx({{{"Actions", rows(inside)}}, {}, {}, {}, {}}, method);
}

/// `body` is the inside of <office:spreadsheet>, `styles` that of <office:automatic-styles>.
inline std::string ods(std::string const& body, std::string const& styles = "", Parts const& more = {},
                       zip_int32_t method = ZIP_CM_DEFLATE) {
  std::string const content =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
      " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
      "<office:automatic-styles>" +
      styles + "</office:automatic-styles><office:body><office:spreadsheet>" + body +
      "</office:spreadsheet></office:body></office:document-content>";
  Parts parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}};
  parts.insert(parts.end(), more.begin(), more.end());
  return package(parts, method);
}

inline std::string ods_rows(std::string const& inside, zip_int32_t method = ZIP_CM_DEFLATE) {
  return ods("<table:table table:name=\"Actions\">" + inside + "</table:table>", "", {}, method);
}

/// The workbook, which must be readable.
inline Workbook read_well(std::string const& bytes, Limits const& limits = {}) {
  auto workbook = read(bytes, "tracker.xlsx", limits);
  if (!workbook) {
    ADD_FAILURE() << workbook.error().message;
    return {};
  }
  return *std::move(workbook);
}

/// The message of a refusal; empty if the file was read.
inline std::string message_for(std::string const& bytes, Limits const& limits = {}) {
  auto const workbook = read(bytes, "tracker.xlsx", limits);
  return workbook ? "" : workbook.error().message;
}

inline std::string fault_of(std::string const& bytes, Limits const& limits = {}) {
  auto const workbook = read(bytes, "tracker.xlsx", limits);
  return workbook ? "none" : std::string(code(workbook.error().fault));
}

/// A cell in short, for comparisons: its kind's first letter and its text.
inline std::string in_short(Cell const& cell) {
  static constexpr char letters[] = {'-', 't', 'n', 'd', 'b', 'e'};
  std::string out(1, letters[static_cast<std::size_t>(cell.kind)]);
  if (!cell.text.empty()) out += " " + cell.text;
  if (!cell.shown.empty()) out += " shown " + cell.shown;
  if (cell.is_formula) out += " =";
  if (cell.is_covered) out += " covered";
  if (cell.spans_columns > 1 || cell.spans_rows > 1) {
    out += " spans " + std::to_string(cell.spans_rows) + "x" + std::to_string(cell.spans_columns);
  }
  return out;
}

inline std::vector<std::string> row_in_short(Sheet const& sheet, std::size_t row) {
  std::vector<std::string> cells;
  if (row >= sheet.rows.size()) return {"no row"};
  for (auto const& cell : sheet.rows[row].cells) cells.push_back(in_short(cell));
  return cells;
}

}  // namespace gt::sheet::written
