#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/office/document.h"

namespace gt::office {

enum class Format { odt, docx };
std::optional<Format> format_from(std::string_view text);  ///< "odt", "docx"
std::string_view ending(Format format);                    ///< without the dot
std::string_view media_type(Format format);
/// "OpenDocument", "Word"
std::string_view word(Format format);

/// Writes documents with pandoc, a program of its own on this machine. A council’s own styles are taken from
/// `reference.odt` and `reference.docx` of the folder given, where they are there.
class Writer {
 public:
  /// Where pandoc is; empty = there is none.
  explicit Writer(std::filesystem::path program, std::filesystem::path reference_folder = {})
      : program_{std::move(program)}, reference_folder_{std::move(reference_folder)} {}
  /// With the pandoc that is installed, if one is.
  static Writer installed(std::filesystem::path reference_folder = {});

  bool is_there() const { return !program_.empty(); }
  /// The bytes of the file. Waits for a turn: two are written at one time. Errors: conflict, in words, when pandoc is
  /// missing, takes too long or fails.
  Result<std::string> write(Document const& document, Format format) const;

 private:
  std::filesystem::path program_;
  std::filesystem::path reference_folder_;
};

}  // namespace gt::office
