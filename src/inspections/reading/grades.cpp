#include "inspections/reading/grades.h"

#include <algorithm>
#include <array>

#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

/// Words of the printed text with the place where each begins, so that a subject can be cut out unfolded.
struct Word {
  std::string folded;
  std::size_t at;
};

std::vector<Word> printed_words(std::string_view clean) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < clean.size();) {
    auto const end = std::min(clean.find(' ', at), clean.size());
    auto const parts = words(fold(clean.substr(at, end - at)));
    // A grade is one word; anything broken by a hyphen or slash is kept together so that it cannot be one.
    std::string whole;
    for (auto const& part : parts) whole += (whole.empty() ? "" : "/") + part;
    out.push_back({std::move(whole), at});
    at = end + 1;
  }
  return out;
}

}  // namespace

std::optional<Grade> grade_at(std::vector<std::string> const& words, std::size_t& at) {
  if (at >= words.size()) return std::nullopt;
  auto const& word = words[at];
  auto const follows = [&](std::size_t offset, std::string_view wanted) {
    return at + offset < words.size() && words[at + offset] == wanted;
  };
  if (word == "outstanding") return ++at, Grade::outstanding;
  if (word == "good") return ++at, Grade::good;
  if (word == "adequate") return ++at, Grade::adequate;
  if (word == "inadequate") return ++at, Grade::inadequate;
  if (word == "not" && follows(1, "judged")) return at += 2, Grade::not_judged;
  if ((word == "requires" || word == "require" || word == "requiring") && follows(1, "improvement")) {
    at += 2;
    if (follows(0, "to") && follows(1, "be") && follows(2, "good")) at += 3;
    return Grade::requires_improvement;
  }
  return std::nullopt;
}

std::vector<Grade> all_grades(std::string_view folded) {
  std::vector<Grade> out;
  auto const all = words(folded);
  for (std::size_t at = 0; at < all.size();) {
    if (auto const grade = grade_at(all, at)) {
      out.push_back(*grade);
    } else {
      ++at;
    }
  }
  return out;
}

std::optional<Grade> first_grade(std::string_view folded) {
  auto const all = words(folded);
  for (std::size_t at = 0; at < all.size(); ++at)
    if (auto const grade = grade_at(all, at)) return grade;
  return std::nullopt;
}

bool only_grade_words(std::string_view folded) {
  static constexpr std::array<std::string_view, 11> known{"outstanding", "good",    "adequate",    "inadequate",
                                                          "requires",    "require", "improvement", "to",
                                                          "be",          "not",     "judged"};
  auto const all = words(folded);
  return !all.empty() && std::all_of(all.begin(), all.end(), [](std::string const& word) {
    return std::find(known.begin(), known.end(), word) != known.end();
  });
}

std::size_t trailing_grade_words(std::string_view text) {
  std::size_t cut = text.size();
  while (cut > 0) {
    auto const space = text.substr(0, cut).find_last_of(' ', cut - 1);
    if (space == std::string_view::npos || !only_grade_words(fold(text.substr(space, cut - space)))) break;
    cut = text.find_last_not_of(' ', space) + 1;
  }
  return cut;
}

std::optional<Graded> graded(std::string_view text) {
  std::string const clean = squeeze(text);
  if (clean.size() > 400) return std::nullopt;
  auto const printed = printed_words(clean);
  std::vector<std::string> folded;
  for (auto const& word : printed) folded.push_back(word.folded);
  // The grade is the longest one that ends exactly where the text ends.
  std::size_t const from = folded.size() > 5 ? folded.size() - 5 : 0;
  for (std::size_t start = from; start < folded.size(); ++start) {
    std::size_t at = start;
    auto const grade = grade_at(folded, at);
    if (!grade || at != folded.size()) continue;
    std::size_t cut = printed[start].at;
    std::size_t word = start;
    while (word > 0) {
      auto const& before = folded[word - 1];
      if (before != "is" && before != "are" && before != "it" && before != "that" && before != "was" && !before.empty())
        break;
      --word;
      cut = printed[word].at;
    }
    std::string subject = clean.substr(0, cut);
    while (!subject.empty() &&
           (subject.back() == ' ' || subject.back() == ':' || subject.back() == '-' || subject.back() == ','))
      subject.pop_back();
    for (std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94"})
      if (subject.ends_with(dash)) subject.resize(subject.size() - dash.size());
    while (!subject.empty() && (subject.back() == ' ' || subject.back() == ':')) subject.pop_back();
    return Graded{std::move(subject), *grade};
  }
  return std::nullopt;
}

}  // namespace gt::inspections::reading
