#include "platform/search/snippet.h"

#include <algorithm>

namespace gt::search {

namespace {

constexpr std::size_t kWordsBefore = 6;
constexpr std::string_view kLeftOut = "\u2026";

struct Range {
  std::size_t begin, end;
};

bool is_word_of(std::string const& found, std::string const& asked, bool may_go_on) {
  return may_go_on ? found.starts_with(asked) : found == asked;
}

void mark_phrase(std::vector<Word> const& words, std::vector<std::string> const& phrase, bool is_prefix,
                 std::vector<Range>& ranges) {
  for (std::size_t first = 0; first + phrase.size() <= words.size(); ++first) {
    bool is_here = true;
    for (std::size_t i = 0; i < phrase.size() && is_here; ++i)
      is_here = is_word_of(words[first + i].text, phrase[i], is_prefix && i + 1 == phrase.size());
    if (is_here) ranges.push_back({words[first].begin, words[first + phrase.size() - 1].end});
  }
}

// What is looked for, in order and without overlaps.
std::vector<Range> ranges_of(Folded const& folded, Query const& query) {
  std::vector<Range> ranges;
  for (auto const& term : query.terms) {
    if (term.is_excluded) continue;
    for (auto const& phrase : term.alternatives) {
      mark_phrase(folded.words, phrase, term.is_prefix, ranges);
      if (phrase.size() == 1) mark_phrase(folded.others, phrase, term.is_prefix, ranges);
    }
  }
  std::sort(ranges.begin(), ranges.end(),
            [](Range const& a, Range const& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::vector<Range> merged;
  for (auto const& range : ranges) {
    if (!merged.empty() && range.begin < merged.back().end)
      merged.back().end = std::max(merged.back().end, range.end);
    else
      merged.push_back(range);
  }
  return merged;
}

void add_piece(std::vector<Piece>& pieces, std::string_view text, bool is_match) {
  if (text.empty()) return;
  if (!pieces.empty() && pieces.back().is_match == is_match)
    pieces.back().text += text;
  else
    pieces.push_back({std::string(text), is_match});
}

std::vector<Piece> pieces_between(std::string_view text, std::size_t begin, std::size_t end,
                                  std::vector<Range> const& ranges) {
  std::vector<Piece> pieces;
  auto at = begin;
  for (auto const& range : ranges) {
    if (range.end <= begin || range.begin >= end) continue;
    auto first = std::max(range.begin, begin), last = std::min(range.end, end);
    add_piece(pieces, text.substr(at, first - at), false);
    add_piece(pieces, text.substr(first, last - first), true);
    at = last;
  }
  add_piece(pieces, text.substr(at, end - at), false);
  return pieces;
}

// The place, among the words, of the range around which most others stand.
std::size_t best_start(std::vector<Word> const& words, std::vector<Range> const& ranges) {
  auto place_of = [&](Range const& range) {
    auto found = std::lower_bound(words.begin(), words.end(), range.begin,
                                  [](Word const& word, std::size_t begin) { return word.begin < begin; });
    return static_cast<std::size_t>(found - words.begin());
  };
  std::vector<std::size_t> places;
  for (auto const& range : ranges) places.push_back(place_of(range));
  std::size_t best = 0, most = 0;
  for (std::size_t first = 0, past = 0; first < places.size(); ++first) {
    while (past < places.size() && places[past] < places[first] + kSnippetWords - kWordsBefore) ++past;
    if (past - first > most) {
      most = past - first;
      best = places[first];
    }
  }
  return best > kWordsBefore ? best - kWordsBefore : 0;
}

}  // namespace

std::vector<Piece> marked(std::string_view text, Query const& query) {
  return pieces_between(text, 0, text.size(), ranges_of(fold(text), query));
}

std::vector<Piece> snippet(std::string_view text, Query const& query) {
  auto folded = fold(text);
  auto ranges = ranges_of(folded, query);
  auto const& words = folded.words;
  if (words.size() <= kSnippetWords) return pieces_between(text, 0, text.size(), ranges);
  auto first = std::min(ranges.empty() ? 0 : best_start(words, ranges), words.size() - kSnippetWords);
  auto past = first + kSnippetWords;
  auto begin = first == 0 ? 0 : words[first].begin;
  auto end = past == words.size() ? text.size() : words[past - 1].end;
  std::vector<Piece> pieces;
  if (begin > 0) add_piece(pieces, std::string(kLeftOut) + " ", false);
  for (auto const& piece : pieces_between(text, begin, end, ranges)) add_piece(pieces, piece.text, piece.is_match);
  if (end < text.size()) add_piece(pieces, " " + std::string(kLeftOut), false);
  return pieces;
}

}  // namespace gt::search
