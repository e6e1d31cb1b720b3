#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/office/turns.h"

namespace gt::office {

/// Takes why a document could not be made, for the log: nothing of the document or of who asked is in it.
using ReportFailure = std::function<void(std::string_view what)>;

/// Prints pages to PDF with Chromium, a program of its own on this machine, behind walls (walled_program.h).
class Printer {
 public:
  /// Where the browser is; empty = there is none.
  explicit Printer(std::filesystem::path program, ReportFailure report = {})
      : program_{std::move(program)}, report_{std::move(report)} {}
  /// With the browser that is installed, if one is.
  static Printer installed(ReportFailure report = {});

  /// Why nothing can be printed here, in words for whoever asked; nothing when it can.
  std::optional<std::string> why_off() const;
  /// The PDF of an HTML page that needs nothing but itself: tagged, with an outline. One is printed at one time, in a
  /// second or two, and one more waits for its turn. Errors: unavailable, in words, when it is off, another waits
  /// already, it takes too long or fails.
  Result<std::string> print(std::string_view page) const;
  /// The one queue of this process.
  static Turns& turns();

 private:
  tl::unexpected<Error> not_printed(std::string_view why, std::string_view for_log) const;

  std::filesystem::path program_;
  ReportFailure report_;
};

}  // namespace gt::office
