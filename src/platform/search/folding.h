#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gt::search {

/// A word as it is compared: ASCII lower case letters and digits only, never empty.
struct Word {
  std::string text;
  std::size_t begin, end;  ///< its bytes in the text it came from
};

/// A text as words. What folding does, the same for records and for what is typed, and so on both databases:
/// capitals and Latin accents are dropped (also combining marks), ligatures opened (æ ae, ß ss, ﬁ fi); an apostrophe is
/// dropped (children's -> childrens), a hyphen parts two words (multi-agency -> multi agency), a comma inside a number
/// is dropped (5,000 -> 5000); everything else that is no letter or digit parts words. Letters of other scripts are
/// kept by their number (u0431). A word that starts with a digit gets an n before it, or PostgreSQL would cut it; a
/// word is cut at `kLongestWord` bytes.
struct Folded {
  std::vector<Word> words;
  /// The same with each run of words joined by hyphens as one: multiagency.
  std::vector<Word> joined;
  /// Other forms under which a word can be found: both without its hyphens (multiagency), what stands before 's
  /// (children), the parts around another apostrophe (o'brien -> brien).
  std::vector<Word> others;
};
Folded fold(std::string_view text);

constexpr std::size_t kLongestWord = 64;

/// The forms of a typed word that count as the same: itself, and with or without a last s, with y for ies and the other
/// way round. Words of fewer than four letters have only themselves. The word itself comes first.
std::vector<std::string> singular_and_plural(std::string const& word);

}  // namespace gt::search
