#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/rules/smart_words.h"

namespace gt::plans::rules {

/// A wording cut into words and the marks between them, with what the SMART rules ask of it.
class Wording {
 public:
  Wording(std::string_view text, SmartWords const& words);

  /// Words, marks not counted.
  std::size_t word_count() const;
  /// The verb that says what will be done: its place among the tokens; nothing when there is none.
  std::optional<std::size_t> main_verb() const { return main_verb_; }
  /// True for "records are audited": something is done, though not by whom.
  bool is_passive() const { return is_passive_; }
  std::string const& token(std::size_t place) const { return tokens_[place]; }
  /// The main verb, and those joined to it by "and", "then" or a mark, before any word of purpose.
  std::vector<std::size_t> const& verbs() const { return verbs_; }
  /// Verbs after the main one that have an object of their own: "and train all managers".
  std::vector<std::size_t> const& further_actions() const { return further_actions_; }
  /// A number that counts something: no year, date or label such as "section 47".
  bool has_number() const { return has_number_; }
  bool has_concrete_thing() const;
  /// The first word or phrase of the kind at or after `from`, longest first; terms of art are passed over.
  std::optional<std::string> first_of(std::string_view kind, std::size_t from = 0) const;
  /// The vague verb or phrase that starts at this token.
  std::optional<std::string> phrase_at(std::string_view kind, std::size_t place) const;

 private:
  bool is_verb(std::string const& word) const;
  bool is_word(std::size_t place) const;
  bool matches(std::string_view phrase, std::size_t place) const;
  std::size_t after_leading_words(std::size_t place) const;
  std::optional<std::size_t> find_main_verb() const;
  void find_passive();
  void find_further_verbs();
  void find_number();

  SmartWords const& words_;
  std::vector<std::string> tokens_;
  std::optional<std::size_t> main_verb_;
  bool is_passive_{false};
  std::vector<std::size_t> verbs_;
  std::vector<std::size_t> further_actions_;
  bool has_number_{false};
};

/// Curly quotation marks and dashes as typewriters had them, so that one list of words serves both.
std::string with_plain_marks(std::string_view text);

/// True when the token is a singular or plural of a word of the kind.
bool holds_any_number(SmartWords const& words, std::string_view kind, std::string const& token);

}  // namespace gt::plans::rules
