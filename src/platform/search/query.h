#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/search/folding.h"

namespace gt::search {

/// One thing asked for: any of its alternatives, each a run of words that stand together.
struct Term {
  std::vector<std::vector<std::string>> alternatives;
  bool is_prefix = false;    ///< the last word of each may go on
  bool is_excluded = false;  ///< typed with a minus

  friend bool operator==(Term const&, Term const&) = default;
};

/// What was typed, understood. Every text is a query; none is an error.
struct Query {
  std::vector<Term> terms;

  /// False when nothing is looked for: no words, or only words to leave out.
  bool asks_something() const;
};

/// Terms used of a query; more are left out.
constexpr std::size_t kMostTerms = 32;
/// Bytes of a query that are read; more are left out.
constexpr std::size_t kLongestQuery = 4000;
/// Letters a prefix needs; `a*` is the word a.
constexpr std::size_t kShortestPrefix = 2;

/// Words, each of which must be there, in any order, singular or plural; "words in quotation marks", which must stand
/// together as typed; the start of a word with a star (safeg*); -word or -"words", which must not be there. A word with
/// a hyphen is found with it, without it and as two words that stand together.
Query parse(std::string_view typed);

/// The query in SQLite's FTS5 language, for one council's rows. Holds nothing that was typed but folded words.
std::string to_fts5(Query const& query, std::string_view authority);
/// The query in PostgreSQL's tsquery language.
std::string to_tsquery(Query const& query);

}  // namespace gt::search
