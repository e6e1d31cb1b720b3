#include "platform/sheet/detect.h"

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

std::string utf16(std::string_view ascii) {
  std::string out;
  for (char const c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

[[noreturn]] void refuse_compound_file(std::string_view bytes) {
  auto const has = [&](std::string_view name) { return bytes.find(utf16(name)) != std::string_view::npos; };
  if (has("EncryptedPackage") || has("EncryptionInfo")) {
    throw Refused(Fault::encrypted, {},
                  "It is locked with a password. Open it, save a copy without a password and use that.");
  }
  if (has("WordDocument") || has("PowerPoint Document")) {
    throw Refused(Fault::not_a_spreadsheet, {},
                  "It is a Word or PowerPoint document, not a workbook. Copy the table into a workbook, save that as "
                  "XLSX and use it.");
  }
  throw Refused(Fault::old_format, {},
                "It is an Excel file of the kind used before 2007 (.xls), which is not read. Open it, save it as an "
                "Excel workbook (.xlsx) and use that.");
}

[[noreturn]] void refuse_other(std::string_view what) {
  throw Refused(Fault::not_a_spreadsheet, {},
                fmt::format("It is {}, not a workbook. Give a tracker as XLSX, ODS or CSV.", what));
}

}  // namespace

Container detect(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.empty()) {
    throw Refused(Fault::not_a_spreadsheet, {}, "It is empty. Download it again or ask for it again.");
  }
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return Container::zip;
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) refuse_compound_file(bytes);
  for (auto const old :
       {"\x09\x00\x04\x00"sv, "\x09\x02\x06\x00"sv, "\x09\x04\x06\x00"sv, "\x09\x08\x10\x00"sv, "\x09\x08\x08\x00"sv}) {
    if (bytes.starts_with(old)) refuse_compound_file({});
  }
  auto const head = lower_case(bytes.substr(0, 2048));
  auto const first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  std::string_view const text = first == std::string::npos ? "" : std::string_view(head).substr(first);
  if (text.starts_with("<?xml") && text.find("schemas-microsoft-com:office:spreadsheet") != std::string_view::npos) {
    throw Refused(Fault::old_format, {},
                  "It is an XML spreadsheet of 2003, which is not read. Open it, save it as an Excel workbook (.xlsx) "
                  "and use that.");
  }
  for (auto const mark : {"<!doctype html"sv, "<html"sv, "<head"sv, "<table"sv, "<body"sv, "<meta"sv}) {
    if (!text.starts_with(mark)) continue;
    throw Refused(Fault::not_a_spreadsheet, {},
                  "It is a web page saved under another name, as some systems export their tables. Open it in a "
                  "spreadsheet program, save it as an Excel workbook (.xlsx) and use that.");
  }
  if (text.starts_with("<?xml") || text.starts_with("<office:document")) refuse_other("an XML document");
  if (bytes.starts_with("%PDF-")) refuse_other("a PDF");
  if (bytes.starts_with("{\\rtf")) refuse_other("a rich text document");
  for (auto const picture : {"\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv}) {
    if (bytes.starts_with(picture)) refuse_other("a picture");
  }
  for (auto const packed : {"\x1F\x8B"sv, "7z\xBC\xAF"sv, "Rar!"sv}) {
    if (bytes.starts_with(packed)) refuse_other("a packed file");
  }
  return Container::text;
}

}  // namespace gt::sheet
