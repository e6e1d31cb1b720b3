#include "plans/rules/smart_wording.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "platform/core/text.h"

namespace gt::plans::rules {

namespace {

// How far into the wording the one who acts may be named: "Team managers in the assessment service to audit ..."
constexpr std::size_t kLongestActor = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word_byte(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '\'' || c == '-' || c == '%' || c == '/';
}

std::vector<std::string> tokens_of(std::string_view text) {
  auto plain = lower_case(with_plain_marks(text));
  std::vector<std::string> tokens;
  std::string word;
  auto end_word = [&] {
    while (!word.empty() && (word.back() == '\'' || word.back() == '-' || word.back() == '/')) word.pop_back();
    if (!word.empty() && (word.front() == '\'' || word.front() == '-')) word.erase(0, 1);
    if (!word.empty()) tokens.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < plain.size(); ++at) {
    auto c = plain[at];
    // "1,200" and "3.5" are one word.
    bool is_inside_number =
        (c == ',' || c == '.') && at > 0 && at + 1 < plain.size() && is_digit(plain[at - 1]) && is_digit(plain[at + 1]);
    if (is_word_byte(c) || is_inside_number) {
      word += c;
      continue;
    }
    end_word();
    if (c == ',' || c == ';' || c == '.' || c == ':') tokens.emplace_back(1, c);
  }
  end_word();
  return tokens;
}

std::size_t words_in(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
}

bool is_year(std::string const& token) {
  auto start = token.substr(0, 2);
  bool starts_so = token.size() >= 4 && (start == "19" || start == "20") && is_digit(token[2]) && is_digit(token[3]);
  return starts_so && (token.size() == 4 || token[4] == '/' || token[4] == '-');
}

bool looks_like_date(std::string const& token) {
  return std::count(token.begin(), token.end(), '/') == 2 || std::count(token.begin(), token.end(), '-') == 2;
}

std::string singular(std::string const& token) {
  if (token.size() > 4 && token.ends_with("ies")) return token.substr(0, token.size() - 3) + "y";
  if (token.size() > 2 && token.back() == 's' && !token.ends_with("ss")) return token.substr(0, token.size() - 1);
  return token;
}

}  // namespace

std::string with_plain_marks(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMarks{{{"\u2019", "'"},
                                                                                        {"\u2018", "'"},
                                                                                        {"\u201c", "\""},
                                                                                        {"\u201d", "\""},
                                                                                        {"\u2013", " - "},
                                                                                        {"\u2014", " - "},
                                                                                        {"\u2011", "-"}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto found = std::find_if(kMarks.begin(), kMarks.end(),
                              [&](auto const& mark) { return text.substr(at).starts_with(mark.first); });
    if (found == kMarks.end()) {
      out += text[at++];
    } else {
      out += found->second;
      at += found->first.size();
    }
  }
  return out;
}

bool holds_any_number(SmartWords const& words, std::string_view kind, std::string const& token) {
  return words.holds(kind, token) || words.holds(kind, singular(token)) ||
         (token.ends_with("es") && words.holds(kind, token.substr(0, token.size() - 2)));
}

Wording::Wording(std::string_view text, SmartWords const& words) : words_{words}, tokens_{tokens_of(text)} {
  main_verb_ = find_main_verb();
  if (!main_verb_) find_passive();
  find_further_verbs();
  find_number();
}

std::size_t Wording::word_count() const {
  std::size_t count = 0;
  for (std::size_t place = 0; place < tokens_.size(); ++place) count += is_word(place) ? 1 : 0;
  return count;
}

bool Wording::is_word(std::size_t place) const {
  auto const& token = tokens_[place];
  return token.size() > 1 || is_word_byte(token.front());
}

bool Wording::is_verb(std::string const& word) const {
  auto known = [&](std::string_view base) {
    return words_.holds("action-verb", base) || words_.holds("vague-verb", base) || words_.holds("thing-verb", base);
  };
  if (known(word)) return true;
  for (std::string_view prefix : {"re-", "co-", "re", "pre-"})
    if (word.starts_with(prefix) && word.size() > prefix.size() + 2 && known(word.substr(prefix.size()))) return true;
  // "organize" as well as "organise"
  auto ize = word.rfind("iz");
  return ize != std::string::npos && ize + 3 == word.size() && known(word.substr(0, ize) + "ise");
}

bool Wording::matches(std::string_view phrase, std::size_t place) const {
  std::size_t at = 0;
  for (auto token = place;; ++token) {
    if (token >= tokens_.size()) return false;
    auto end = phrase.find(' ', at);
    if (tokens_[token] != phrase.substr(at, end == std::string_view::npos ? end : end - at)) return false;
    if (end == std::string_view::npos) return true;
    at = end + 1;
  }
}

std::size_t Wording::after_leading_words(std::size_t place) const {
  while (place < tokens_.size() && (words_.holds("leading-word", tokens_[place]) || tokens_[place] == "to")) ++place;
  return place;
}

std::optional<std::size_t> Wording::find_main_verb() const {
  auto verb_at = [&](std::size_t place) -> bool {
    // "Review of thresholds" names a thing and says nothing of who does what.
    return place < tokens_.size() && is_verb(tokens_[place]) &&
           (place + 1 >= tokens_.size() || (tokens_[place + 1] != "of" && tokens_[place + 1] != "is"));
  };
  auto first = after_leading_words(0);
  if (verb_at(first)) return first;
  for (std::size_t place = 1; place < std::min(tokens_.size(), kLongestActor); ++place) {
    static constexpr std::array<std::string_view, 5> kBefore{"to", "will", "must", "shall", "should"};
    auto const& token = tokens_[place];
    if (token == "," || std::find(kBefore.begin(), kBefore.end(), token) != kBefore.end()) {
      auto next = after_leading_words(place + 1);
      if (verb_at(next)) return next;
    }
  }
  return std::nullopt;
}

void Wording::find_passive() {
  static constexpr std::array<std::string_view, 8> kIrregular{"held", "sent",  "made",  "met",
                                                              "read", "given", "taken", "written"};
  for (std::size_t place = 0; place + 1 < tokens_.size(); ++place) {
    auto const& token = tokens_[place];
    if (token != "is" && token != "are" && token != "be" && token != "been") continue;
    auto const& next = tokens_[place + 1];
    is_passive_ = is_passive_ || next.ends_with("ed") ||
                  std::find(kIrregular.begin(), kIrregular.end(), next) != kIrregular.end();
  }
}

void Wording::find_further_verbs() {
  if (!main_verb_) return;
  verbs_.push_back(*main_verb_);
  for (auto place = *main_verb_ + 1; place + 1 < tokens_.size(); ++place) {
    if (phrase_at("purpose-word", place)) return;
    auto const& token = tokens_[place];
    bool is_mark = token == ";" || token == ".";
    if (!is_mark && token != "," && token != "and" && token != "then" && token != "&") continue;
    auto next = after_leading_words(place + 1);
    if (next < tokens_.size() && tokens_[next] == "and") next = after_leading_words(next + 1);
    if (next >= tokens_.size() || !is_verb(tokens_[next])) continue;
    verbs_.push_back(next);
    if (next + 1 >= tokens_.size()) continue;
    auto const& object = tokens_[next + 1];
    if (is_mark || words_.holds("determiner", object) || is_digit(object.front())) further_actions_.push_back(next);
    place = next;
  }
}

void Wording::find_number() {
  for (std::size_t place = 0; place < tokens_.size() && !has_number_; ++place) {
    auto const& token = tokens_[place];
    auto const before = place > 0 ? tokens_[place - 1] : std::string();
    auto const after = place + 1 < tokens_.size() ? tokens_[place + 1] : std::string();
    if (words_.holds("label-word", before)) continue;
    if ((token == "each" || token == "every") && words_.holds("period-word", after)) has_number_ = true;
    if (words_.holds("number-word", token)) has_number_ = true;
    if (!is_digit(token.front()) || is_year(token) || looks_like_date(token)) continue;
    if (words_.holds("month-name", before) || words_.holds("month-name", after)) continue;
    has_number_ = true;
  }
}

bool Wording::has_concrete_thing() const {
  for (std::size_t place = 0; place < tokens_.size(); ++place) {
    if (std::find(verbs_.begin(), verbs_.end(), place) != verbs_.end()) continue;
    if (holds_any_number(words_, "concrete-thing", tokens_[place]) || phrase_at("concrete-thing", place)) return true;
  }
  return false;
}

std::optional<std::string> Wording::phrase_at(std::string_view kind, std::size_t place) const {
  std::optional<std::string> longest;
  for (auto const& [phrase, suggestion] : words_.of(kind))
    if (matches(phrase, place) && (!longest || phrase.size() > longest->size())) longest = phrase;
  return longest;
}

std::optional<std::string> Wording::first_of(std::string_view kind, std::size_t from) const {
  for (auto place = from; place < tokens_.size(); ++place) {
    if (auto term = phrase_at("term-of-art", place)) {
      place += words_in(*term) - 1;
      continue;
    }
    if (std::find(verbs_.begin(), verbs_.end(), place) != verbs_.end()) continue;
    if (auto found = phrase_at(kind, place)) return found;
  }
  return std::nullopt;
}

}  // namespace gt::plans::rules
