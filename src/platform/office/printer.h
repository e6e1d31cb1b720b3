#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"

namespace gt::office {

/// Prints pages to PDF with Chromium, a program of its own on this machine, behind walls (walled_program.h).
class Printer {
 public:
  /// Where the browser is; empty = there is none.
  explicit Printer(std::filesystem::path program) : program_{std::move(program)} {}
  /// With the browser that is installed, if one is.
  static Printer installed();

  /// Why nothing can be printed here, in words for whoever asked; nothing when it can.
  std::optional<std::string> why_off() const;
  /// The PDF of an HTML page that needs nothing but itself: tagged, with an outline. Waits for a turn; one is printed
  /// at one time, in a second or two. Errors: conflict, in words, when it is off, takes too long or fails.
  Result<std::string> print(std::string_view page) const;

 private:
  std::filesystem::path program_;
};

}  // namespace gt::office
