#include "platform/search/folding.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gt::search {

namespace {

// U+00C0 to U+024F and U+1E00 to U+1EFF, one letter each without its accent; a space where there is none, or more than
// one.
constexpr std::string_view kLatin =
    "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy yaaaaaaccccccccddddeeeeeeeeeegggggggg"
    "hhhhiiiiiiiiii  jjkkkllllllllllnnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs        "
    "                        oo             uu                            aaiioouuuuuuuuuu aaaa    ggkkoo"
    "oo  j   gg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh      aaeeooooooooyy                            ";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss"
    "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
    "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";
// Letters that are two or three.
constexpr std::array<std::pair<char32_t, std::string_view>, 29> kLigatures{
    {{0x00C6, "ae"}, {0x00DE, "th"},  {0x00DF, "ss"},  {0x00E6, "ae"}, {0x00FE, "th"}, {0x0132, "ij"},
     {0x0133, "ij"}, {0x0152, "oe"},  {0x0153, "oe"},  {0x01C4, "dz"}, {0x01C5, "dz"}, {0x01C6, "dz"},
     {0x01C7, "lj"}, {0x01C8, "lj"},  {0x01C9, "lj"},  {0x01CA, "nj"}, {0x01CB, "nj"}, {0x01CC, "nj"},
     {0x01F1, "dz"}, {0x01F2, "dz"},  {0x01F3, "dz"},  {0x1E9E, "ss"}, {0xFB00, "ff"}, {0xFB01, "fi"},
     {0xFB02, "fl"}, {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"}}};

enum class Sort { letter, digit, apostrophe, hyphen, comma, dropped, separator };

struct Character {
  Sort sort;
  std::size_t size;    // bytes in the text
  std::string folded;  // of letters and digits
};

// The code point at `at` and its length; U+FFFD and one byte for what is not UTF-8.
std::pair<char32_t, std::size_t> code_point(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto first = byte(at);
  if (first < 0x80) return {first, 1};
  std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || at + size > text.size()) return {0xFFFD, 1};
  char32_t point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    point = (point << 6U) | (byte(at + i) & 0x3FU);
  }
  return {point, size};
}

bool is_between(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

// Letters of scripts without capitals of their own, or whose capitals are dealt with in lower(). Their punctuation
// parts words like ours.
bool is_letter_of_another_script(char32_t point) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 14> kRanges{{{0x0370, 0x037D},
                                                                          {0x0388, 0x052F},
                                                                          {0x0531, 0x0587},
                                                                          {0x05D0, 0x05F2},
                                                                          {0x0620, 0x0669},
                                                                          {0x066E, 0x06D3},
                                                                          {0x06D5, 0x07BF},
                                                                          {0x0900, 0x0963},
                                                                          {0x0966, 0x0E3A},
                                                                          {0x0E40, 0x0EFF},
                                                                          {0x10A0, 0x137F},
                                                                          {0x3041, 0x30FF},
                                                                          {0x3400, 0x9FFF},
                                                                          {0xAC00, 0xD7AF}}};
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [&](auto const& range) { return is_between(point, range.first, range.second); });
}

char32_t lower(char32_t point) {
  if (is_between(point, 0x0391, 0x03A9)) return point + 0x20;
  if (point == 0x03C2) return 0x03C3;  // final sigma
  if (is_between(point, 0x0410, 0x042F)) return point + 0x20;
  if (is_between(point, 0x0400, 0x040F)) return point + 0x50;
  return point;
}

std::string number_of(char32_t point) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "u";
  for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[(point >> static_cast<unsigned>(shift)) & 0xFU];
  return text;
}

std::string latin(char32_t point) {
  char letter = ' ';
  if (is_between(point, 0x00C0, 0x024F)) letter = kLatin[point - 0x00C0];
  if (is_between(point, 0x1E00, 0x1EFF)) letter = kLatinAdditional[point - 0x1E00];
  if (letter != ' ') return std::string(1, letter);
  for (auto const& [ligature, letters] : kLigatures)
    if (ligature == point) return std::string(letters);
  return {};
}

Character character(std::string_view text, std::size_t at) {
  auto [point, size] = code_point(text, at);
  if (is_between(point, 'a', 'z')) return {Sort::letter, size, std::string(1, static_cast<char>(point))};
  if (is_between(point, 'A', 'Z')) return {Sort::letter, size, std::string(1, static_cast<char>(point - 'A' + 'a'))};
  if (is_between(point, '0', '9')) return {Sort::digit, size, std::string(1, static_cast<char>(point))};
  if (point == '\'' || point == 0x2019 || point == 0x2018 || point == 0x02BC) return {Sort::apostrophe, size, {}};
  if (point == '-' || point == 0x2010 || point == 0x2011) return {Sort::hyphen, size, {}};
  if (point == ',') return {Sort::comma, size, {}};
  // Soft hyphen, combining accents, zero width joiners: nothing between the letters around them.
  if (point == 0x00AD || is_between(point, 0x0300, 0x036F) || is_between(point, 0x200B, 0x200D))
    return {Sort::dropped, size, {}};
  if (auto letters = latin(point); !letters.empty()) return {Sort::letter, size, letters};
  if (is_letter_of_another_script(point)) return {Sort::letter, size, number_of(lower(point))};
  return {Sort::separator, size, {}};
}

// Cut to the longest a word may be, and marked when it starts with a digit.
std::string as_word(std::string text) {
  if (text.front() >= '0' && text.front() <= '9') text.insert(0, 1, 'n');
  if (text.size() > kLongestWord) text.resize(kLongestWord);
  return text;
}

class Folding {
 public:
  explicit Folding(std::string_view text) : text_{text} {}

  Folded run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      auto now = character(text_, at);
      take(now, at);
      at += now.size;
    }
    end_word(false);
    return std::move(out_);
  }

 private:
  bool next_is(std::size_t at, Sort sort) const { return at < text_.size() && character(text_, at).sort == sort; }
  bool next_is_letter_or_digit(std::size_t at) const {
    while (next_is(at, Sort::dropped)) at += character(text_, at).size;
    return next_is(at, Sort::letter) || next_is(at, Sort::digit);
  }
  // "5,000" and not "5,00" or "5,0000": three digits and no more.
  bool is_thousands(std::size_t at) const {
    return next_is(at, Sort::digit) && next_is(at + 1, Sort::digit) && next_is(at + 2, Sort::digit) &&
           !next_is(at + 3, Sort::digit);
  }

  void take(Character const& now, std::size_t at) {
    switch (now.sort) {
      case Sort::letter:
      case Sort::digit:
        if (parts_.empty()) {
          begin_ = at;
          parts_.emplace_back();
        }
        parts_.back() += now.folded;
        end_ = at + now.size;
        last_is_digit_ = now.sort == Sort::digit;
        return;
      case Sort::apostrophe:
        if (parts_.empty()) return;
        if (next_is_letter_or_digit(at + now.size))
          parts_.emplace_back();
        else
          end_word(false);
        return;
      case Sort::hyphen:
        end_word(next_is_letter_or_digit(at + now.size));
        return;
      case Sort::comma:
        if (!(last_is_digit_ && !parts_.empty() && is_thousands(at + 1))) end_word(false);
        return;
      case Sort::dropped:
        return;
      case Sort::separator:
        end_word(false);
        return;
    }
  }

  void end_word(bool goes_on) {
    if (parts_.empty()) return;
    std::string whole;
    for (auto const& part : parts_) whole += part;
    out_.words.push_back({as_word(whole), begin_, end_});
    if (parts_.size() > 1) {
      bool is_possessive = parts_.size() == 2 && parts_.back() == "s";
      for (auto const& part : parts_) {
        if (is_possessive ? &part == &parts_.front() : part.size() > 1)
          out_.others.push_back({as_word(part), begin_, end_});
      }
    }
    if (chain_.empty()) chain_begin_ = begin_;
    chain_ += whole;
    ++chained_;
    if (!goes_on) end_chain();
    parts_.clear();
    last_is_digit_ = false;
  }

  void end_chain() {
    out_.joined.push_back({as_word(chain_), chain_begin_, end_});
    if (chained_ > 1) out_.others.push_back(out_.joined.back());
    chain_.clear();
    chained_ = 0;
  }

  std::string_view text_;
  Folded out_;
  std::vector<std::string> parts_;  // of the word under way, between apostrophes
  std::size_t begin_ = 0, end_ = 0;
  bool last_is_digit_ = false;
  std::string chain_;  // of words joined by hyphens so far
  std::size_t chain_begin_ = 0;
  int chained_ = 0;
};

}  // namespace

Folded fold(std::string_view text) { return Folding(text).run(); }

std::vector<std::string> singular_and_plural(std::string const& word) {
  std::vector<std::string> forms{word};
  if (word.size() < 4 || word.back() < 'a' || word.back() > 'z') return forms;
  auto cut = [&](std::size_t count) { return word.substr(0, word.size() - count); };
  if (word.ends_with("ies")) {
    forms.push_back(cut(3) + "y");
  } else if (word.ends_with("s") && !word.ends_with("ss")) {
    forms.push_back(cut(1));
  } else {
    if (!word.ends_with("s")) forms.push_back(word + "s");
    if (word.ends_with("y")) forms.push_back(cut(1) + "ies");
  }
  return forms;
}

}  // namespace gt::search
