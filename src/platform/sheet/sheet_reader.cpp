#include "platform/sheet/sheet_reader.h"

#include <fmt/format.h>

#include "platform/sheet/archive.h"
#include "platform/sheet/calendar_lines.h"
#include "platform/sheet/delimited.h"
#include "platform/sheet/detect.h"
#include "platform/sheet/ods.h"
#include "platform/sheet/refused.h"
#include "platform/sheet/xlsx.h"

namespace gt::sheet {
namespace {

Workbook read_package(std::string_view bytes, Limits const& limits) {
  Archive archive(bytes, limits);
  if (archive.has("mimetype")) {
    constexpr std::string_view open_document = "application/vnd.oasis.opendocument.";
    std::string const type = archive.read_short("mimetype", 1024);
    if (type.starts_with(std::string(open_document) + "spreadsheet")) return read_ods(archive, limits);
    throw Refused(Fault::not_a_spreadsheet, {},
                  type.starts_with(open_document)
                      ? "It is an OpenDocument text, drawing or presentation, not a workbook. Copy the table into a "
                        "workbook, save that as ODS and use it."
                      : "It is a packed file, but not a workbook. Give a tracker as XLSX, ODS or CSV.");
  }
  if (archive.has("Index/Document.iwa")) {
    throw Refused(Fault::old_format, {},
                  "It is a Numbers document, which is not read. Open it, export it as Excel (.xlsx) and use that.");
  }
  return read_xlsx(archive, limits);
}

}  // namespace

std::string_view code(Fault fault) {
  switch (fault) {
    case Fault::not_a_spreadsheet:
      return "not_a_spreadsheet";
    case Fault::old_format:
      return "old_format";
    case Fault::encrypted:
      return "encrypted";
    case Fault::damaged:
      return "damaged";
    case Fault::too_large:
      return "too_large";
    case Fault::too_slow:
      return "too_slow";
    case Fault::confinement_refused:
      break;
  }
  return "confinement_refused";
}

Refused damaged(Place place, std::string const& found) {
  return {Fault::damaged, std::move(place),
          fmt::format("The file is damaged: {}. Nothing was taken from it. Download it again, or open it in a "
                      "spreadsheet program, save it again and use that.",
                      found)};
}

std::string excerpt(std::string_view text) {
  constexpr int most = 40;
  int characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && ++characters > most) return std::string(text.substr(0, at)) + "…";
  }
  return std::string(text);
}

Failure failure(std::string_view filename, Fault fault, Place place, std::string const& sentence) {
  std::string message = describe(filename, place) + ": " + sentence;
  return {fault, std::move(place), std::move(message)};
}

Refused larger_than_taken(Limits const& limits) {
  return {
      Fault::too_large,
      {},
      fmt::format("It is larger than {} MB. Remove pictures and old sheets, or split it.", limits.input_bytes >> 20)};
}

Workbook read_contents(std::string_view bytes, Limits const& limits) {
  if (bytes.size() > limits.input_bytes) throw larger_than_taken(limits);
  if (is_calendar(bytes)) return read_calendar_lines(bytes, limits);
  return detect(bytes) == Container::zip ? read_package(bytes, limits) : read_delimited(bytes, limits);
}

tl::expected<Workbook, Failure> read(std::string_view bytes, std::string const& filename, Limits const& limits) {
  try {
    Workbook workbook = read_contents(bytes, limits);
    workbook.filename = filename;
    return workbook;
  } catch (Refused const& refused) {
    return tl::make_unexpected(failure(filename, refused.fault(), refused.place(), refused.sentence()));
  }
}

}  // namespace gt::sheet
