#pragma once

#include <string>
#include <vector>

#include "plans/pid/pid_content.h"

/// What an initiation document must hold before it goes to an approver, and what differs between two of them. Pure.
namespace gt::plans {

/// Required sections with neither words nor records, in their order.
std::vector<PidSection const*> missing_sections(std::vector<PidSection> const& sections, PidContent const& content);

/// A stretch of words that both texts have, that only the older has, or only the newer.
struct WordRun {
  enum class Kind { same, gone, added } kind;
  std::string words;

  friend bool operator==(WordRun const&, WordRun const&) = default;
};
/// Reading the runs that are not `added` gives `before` again, those not `gone` gives `after`; white space between
/// words is kept as one space or the line end it was. Texts of more than about two thousand words each differ as a
/// whole.
std::vector<WordRun> word_differences(std::string const& before, std::string const& after);

struct PidRowDifference {
  enum class Kind { added, gone, changed } kind;
  std::vector<std::string> before;  ///< cells; empty when it was added
  std::vector<std::string> after;   ///< cells; empty when it is gone
};
/// One section that differs.
struct PidDifference {
  std::string section;
  std::string heading;
  std::string before, after;  ///< the words; equal when only records differ
  std::string part_title;     ///< of the records; empty when none differ
  std::vector<std::string> columns;
  std::vector<PidRowDifference> rows;
};
/// In the order of `after`, then what only `before` had. Empty when they say the same.
std::vector<PidDifference> differences(PidContent const& before, PidContent const& after);

}  // namespace gt::plans
