#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/office/document.h"
#include "platform/office/printer.h"

namespace gt::office {

enum class Format { odt, docx, pdf };
inline constexpr Format all_formats[] = {Format::odt, Format::docx, Format::pdf};
std::optional<Format> format_from(std::string_view text);  ///< "odt", "docx", "pdf"
std::string_view ending(Format format);                    ///< without the dot
std::string_view media_type(Format format);
/// "OpenDocument", "Word", "PDF"
std::string_view word(Format format);

/// Writes documents with pandoc, and PDF with a printer; both are programs of their own on this machine. A council’s
/// own styles are taken from `reference.odt` and `reference.docx` of the folder given, where they are there.
class Writer {
 public:
  /// Where pandoc is; empty = there is none.
  explicit Writer(std::filesystem::path program, std::filesystem::path reference_folder = {},
                  Printer printer = Printer{{}}, ReportFailure report = {})
      : program_{std::move(program)},
        reference_folder_{std::move(reference_folder)},
        printer_{std::move(printer)},
        report_{std::move(report)} {}
  /// With the pandoc and the browser that are installed, if they are.
  static Writer installed(std::filesystem::path reference_folder = {}, ReportFailure report = {});

  bool is_there() const { return !program_.empty(); }
  /// Why there are no files of this format here, in words for whoever asked; nothing when there are.
  std::optional<std::string> why_off(Format format) const;
  /// The bytes of the file. Two are written at one time, and two more wait for their turn. Errors: unavailable, in
  /// words, when what writes it is missing, others wait already, it takes too long or fails.
  Result<std::string> write(Document const& document, Format format) const;

 private:
  std::filesystem::path program_;
  std::filesystem::path reference_folder_;
  Printer printer_;
  ReportFailure report_;
};

}  // namespace gt::office
