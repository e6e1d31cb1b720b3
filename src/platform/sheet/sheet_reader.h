#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "platform/core/file_content.h"
#include "platform/sheet/workbook.h"

namespace gt::sheet {

/// What one file may hold and use. Beyond it the file is refused, never cut off.
struct Limits {
  std::size_t input_bytes = std::size_t{32} << 20;
  std::size_t part_bytes = std::size_t{256} << 20;      ///< One part of a packed file, unpacked.
  std::size_t unpacked_bytes = std::size_t{512} << 20;  ///< All parts together.
  std::size_t ratio = 300;                              ///< Unpacked to packed size of one part of 8 MB or more.
  std::size_t parts = 5'000;
  int sheets = 200;
  int rows = 50'000;               ///< Of one sheet, down to the last that holds something.
  int columns = 256;               ///< Likewise.
  std::size_t cells = 1'000'000;   ///< From column A to the last that holds something, row by row in all sheets.
  std::size_t all_rows = 250'000;  ///< Of all sheets together.
  std::size_t cell_characters = 32'767;
  std::size_t text_bytes = std::size_t{64} << 20;  ///< Text of all cells together.
  int xml_depth = 100;
  // Of the process that reads; SheetReaderPool only.
  std::size_t memory_bytes = std::size_t{1} << 30;  ///< Address space; not enforced in sanitizer builds.
  std::chrono::seconds processor_time{20};
  std::chrono::milliseconds wall_clock{30'000};
};

/// Why a file could not be read. `code` gives the words used in JSON.
enum class Fault : std::uint8_t {
  not_a_spreadsheet,
  old_format,  ///< A worksheet of a kind that is not read: .xls, .xlsb, XML of 2003, Numbers.
  encrypted,
  damaged,
  too_large,
  too_slow,
  confinement_refused
};

/// "not_a_spreadsheet", "old_format", ...
std::string_view code(Fault fault);

/// A file that could not be read. `message` is for the person who gave it: file, sheet, row and column, what was found
/// there and what to do.
struct Failure {
  Fault fault;
  Place place;
  std::string message;
};

/// Reads an XLSX, ODS or CSV file, told apart by content; the name is for messages only. For untrusted files use
/// SheetReaderPool: this runs in the calling process. May throw std::bad_alloc.
tl::expected<Workbook, Failure> read(std::string_view bytes, std::string const& filename, Limits const& limits = {});

struct Options {
  int workers = 1;       ///< Files read at one time; at least 1.
  bool confined = true;  ///< False only for a person's own command line, never in a server.
  Limits limits{};
};

/// Reads untrusted files as `read` does, each in a process of its own that can open nothing (platform/confined).
/// Construct it before the program starts any thread and before it reads its secrets: the helper processes are copies
/// of the program as it is at that moment. The destructor ends them. `read` may be called from any thread.
class SheetReaderPool {
 public:
  /// Throws std::system_error if the helper processes cannot be started (no memory, process limit reached).
  explicit SheetReaderPool(Options const& options);
  ~SheetReaderPool();
  SheetReaderPool(SheetReaderPool const&) = delete;
  SheetReaderPool& operator=(SheetReaderPool const&) = delete;

  /// Waits while all workers are busy; a bad file never stops the pool from reading the next one.
  tl::expected<Workbook, Failure> read(FileContent const& content, std::string const& filename);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gt::sheet
