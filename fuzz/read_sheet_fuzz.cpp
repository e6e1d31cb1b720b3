// The worksheet reader, and the tracker reader on what it gives: any bytes, read as they come, as the insides of an
// XLSX sheet and of an ODS sheet, and as the answer of a confined process.

#include <cstddef>
#include <cstdint>
#include <string>

#include "plans/tracker/tracker.h"
#include "platform/sheet/answer.h"
#include "platform/sheet/sheet_reader.h"
#include "platform/sheet/typed_date.h"
#include "platform/sheet/written_workbook.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  gt::sheet::Limits limits;
  limits.cells = 10'000;
  limits.text_bytes = std::size_t{1} << 20;
  for (auto const& bytes :
       {text, gt::sheet::written::xlsx_rows(text, ZIP_CM_STORE), gt::sheet::written::ods_rows(text, ZIP_CM_STORE)}) {
    auto const workbook = gt::sheet::read(bytes, "fuzz", limits);
    if (workbook) (void)gt::plans::tracker::read_tracker(*workbook);
  }
  (void)gt::sheet::read_answer(text, "fuzz", limits);
  (void)gt::sheet::read_typed_date(text);
  return 0;
}
