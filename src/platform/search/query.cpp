#include "platform/search/query.h"

#include <algorithm>

namespace gt::search {

namespace {

using Phrase = std::vector<std::string>;

struct Typed {
  std::string_view text;
  bool is_quoted = false;
  bool is_excluded = false;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// Straight and curly quotation marks; their size in bytes, 0 for anything else.
std::size_t quotation_mark(std::string_view text) {
  for (std::string_view mark : {"\"", "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"})
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

// Runs between spaces, and what stands between quotation marks; a mark that is never closed reaches to the end.
std::vector<Typed> pieces_of(std::string_view typed) {
  std::vector<Typed> pieces;
  std::size_t at = 0;
  while (at < typed.size()) {
    if (is_space(typed[at])) {
      ++at;
      continue;
    }
    Typed piece;
    if (typed[at] == '-') {
      piece.is_excluded = true;
      while (at < typed.size() && typed[at] == '-') ++at;
    }
    if (auto mark = at < typed.size() ? quotation_mark(typed.substr(at)) : 0; mark > 0) {
      at += mark;
      auto end = at;
      while (end < typed.size() && quotation_mark(typed.substr(end)) == 0) ++end;
      piece.text = typed.substr(at, end - at);
      piece.is_quoted = true;
      at = end < typed.size() ? end + quotation_mark(typed.substr(end)) : end;
    } else {
      auto end = at;
      while (end < typed.size() && !is_space(typed[end]) && quotation_mark(typed.substr(end)) == 0) ++end;
      piece.text = typed.substr(at, end - at);
      at = end;
    }
    pieces.push_back(piece);
  }
  return pieces;
}

Phrase phrase_of(std::vector<Word> const& words) {
  Phrase phrase;
  for (auto const& word : words) phrase.push_back(word.text);
  return phrase;
}

void add_alternative(Term& term, Phrase phrase) {
  if (std::find(term.alternatives.begin(), term.alternatives.end(), phrase) == term.alternatives.end())
    term.alternatives.push_back(std::move(phrase));
}

Term term_of(Typed const& piece) {
  Term term;
  term.is_excluded = piece.is_excluded;
  auto folded = fold(piece.text);
  if (folded.words.empty()) return term;
  auto phrase = phrase_of(folded.words);
  term.is_prefix = !piece.is_quoted && piece.text.ends_with('*') && phrase.back().size() >= kShortestPrefix;
  add_alternative(term, phrase);
  add_alternative(term, phrase_of(folded.joined));
  if (phrase.size() == 1 && !piece.is_quoted && !term.is_prefix)
    for (auto& form : singular_and_plural(phrase.front())) add_alternative(term, {std::move(form)});
  return term;
}

// How an engine writes a query.
struct Language {
  std::string_view both, either;
  std::string (*phrase)(Phrase const& words, bool is_prefix);
};

std::string fts5_phrase(Phrase const& words, bool is_prefix) {
  std::string text = "\"";
  for (auto const& word : words) text += (text.size() == 1 ? "" : " ") + word;
  return text + (is_prefix ? "\" *" : "\"");
}

std::string tsquery_phrase(Phrase const& words, bool is_prefix) {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "'" : " <-> '") + word + "'";
  return "(" + text + (is_prefix ? ":*)" : ")");
}

std::string either_of(Term const& term, Language const& language) {
  std::string text;
  for (auto const& words : term.alternatives)
    text += (text.empty() ? "" : std::string(language.either)) + language.phrase(words, term.is_prefix);
  return "(" + text + ")";
}

std::string joined_terms(Query const& query, bool is_excluded, std::string_view join, Language const& language) {
  std::string text;
  for (auto const& term : query.terms)
    if (term.is_excluded == is_excluded) text += (text.empty() ? "" : std::string(join)) + either_of(term, language);
  return text;
}

}  // namespace

bool Query::asks_something() const {
  return std::any_of(terms.begin(), terms.end(), [](Term const& term) { return !term.is_excluded; });
}

Query parse(std::string_view typed) {
  Query query;
  for (auto const& piece : pieces_of(typed.substr(0, kLongestQuery))) {
    if (query.terms.size() == kMostTerms) break;
    auto term = term_of(piece);
    if (term.alternatives.empty()) continue;
    if (std::find(query.terms.begin(), query.terms.end(), term) == query.terms.end())
      query.terms.push_back(std::move(term));
  }
  return query;
}

std::string to_fts5(Query const& query, std::string_view authority) {
  Language const language{" AND ", " OR ", &fts5_phrase};
  auto text = "authority : \"" + std::string(authority) + "\" AND ({folded_title folded_rest} : (" +
              joined_terms(query, false, language.both, language) + "))";
  auto excluded = joined_terms(query, true, language.either, language);
  return excluded.empty() ? text : "(" + text + ") NOT ({folded_title folded_rest} : (" + excluded + "))";
}

std::string to_tsquery(Query const& query) {
  Language const language{" & ", " | ", &tsquery_phrase};
  auto text = joined_terms(query, false, language.both, language);
  auto excluded = joined_terms(query, true, language.either, language);
  return excluded.empty() ? text : "(" + text + ") & !(" + excluded + ")";
}

}  // namespace gt::search
