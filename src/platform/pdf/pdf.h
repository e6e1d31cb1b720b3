#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "platform/core/file_content.h"

namespace gt::pdf {

/// One page as `pdftotext -layout` prints it, without the form feed at its end.
struct Page {
  int number;        ///< Counts from 1.
  std::string text;  ///< Valid UTF-8, lines split by '\n'; empty for a page without text.
};

/// A document's pages in order, all of them; at least one has text.
struct Text {
  std::vector<Page> pages;
};

/// Why a document could not be read. `code` gives the words used in JSON.
enum class Fault { not_a_pdf, damaged, encrypted, no_text, too_large, too_slow, confinement_refused };

/// "not_a_pdf", "damaged", ...
std::string_view code(Fault fault);

/// A document that could not be read. `message` is for the person who gave it: what was found and what to do.
struct Failure {
  Fault fault;
  std::string message;
};

/// What one document may use. Beyond it the document is refused as too_large or too_slow.
struct Limits {
  std::size_t input_bytes = std::size_t{64} << 20;
  std::size_t output_bytes = std::size_t{64} << 20;  ///< Text of all its pages together.
  std::size_t memory_bytes = std::size_t{1} << 30;   ///< Address space; not enforced in sanitizer builds.
  int pages = 500;
  std::chrono::seconds processor_time{20};
  std::chrono::milliseconds wall_clock{30'000};
};

struct Options {
  int workers = 1;       ///< Documents read at one time; at least 1.
  bool confined = true;  ///< False only for a person's own command line (`--unconfined`), never in a server.
  Limits limits{};
};

/// Reads untrusted PDF documents, each in a process of its own that can open nothing (README.md beside this file).
/// Construct it before the program starts any thread and before it reads its secrets: the helper processes are copies
/// of the program as it is at that moment. The destructor ends them. `read` may be called from any thread.
class ReaderPool {
 public:
  /// Throws std::system_error if the helper processes cannot be started (no memory, process limit reached).
  explicit ReaderPool(Options const& options);
  ~ReaderPool();
  ReaderPool(ReaderPool const&) = delete;
  ReaderPool& operator=(ReaderPool const&) = delete;

  /// The text of the document whose whole content this is. Waits while all workers are busy; a bad document never
  /// stops the pool from reading the next one.
  tl::expected<Text, Failure> read(FileContent const& content);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gt::pdf
