#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/report.h"

namespace gt::inspections::reading {

/// The grade that starts at word `at`, moving `at` past it: `requires improvement to be good`, `require improvement`,
/// `not judged`, `Good` ... Words are folded.
std::optional<Grade> grade_at(std::vector<std::string> const& words, std::size_t& at);

/// All grades of a folded text in order.
std::vector<Grade> all_grades(std::string_view folded);

/// The first grade of a folded text.
std::optional<Grade> first_grade(std::string_view folded);

/// Nothing but words that grades are made of, at least one.
bool only_grade_words(std::string_view folded);

/// Where the grade words at the end of a printed text begin, when something else stands before them; its length when it
/// ends in none. For columns set so tightly that one space parts them.
std::size_t trailing_grade_words(std::string_view text);

/// A heading or sentence that ends in its grade: `... care leavers is: good.` -> the subject without the grade, its
/// verb and colon, and the grade. The subject is cut from the text as printed. Empty when the text does not end so.
struct Graded {
  std::string subject;
  Grade grade;
};
std::optional<Graded> graded(std::string_view text);

}  // namespace gt::inspections::reading
