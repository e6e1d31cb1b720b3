#pragma once

#include <map>
#include <string>
#include <string_view>

#include "platform/core/result.h"

namespace gt::plans::rules {

/// The words the SMART check knows, by kind. Source: reference/smart_words.tsv.
class SmartWords {
 public:
  /// Errors: invalid, naming the line, for a line that is not kind, word and suggestion, an unknown kind, a word that
  /// is not lower case or is given twice, and a kind without words.
  static Result<SmartWords> read(std::string_view text);

  bool holds(std::string_view kind, std::string_view word) const;
  /// Word or phrase -> suggestion (may be empty).
  std::map<std::string, std::string, std::less<>> const& of(std::string_view kind) const;

 private:
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> by_kind_;
};

/// The list built into the program.
SmartWords const& smart_words();

}  // namespace gt::plans::rules
