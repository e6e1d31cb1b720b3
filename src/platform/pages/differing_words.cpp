#include "platform/pages/differing_words.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace gt::pages {

namespace {

using html::Html;

// Comparing takes the product of both lengths; a page of words each way is a few million steps.
constexpr std::size_t most_comparisons = 4'000'000;

struct Words {
  std::vector<std::string_view> texts;  ///< each with the blanks after it, so that together they are the whole text
  std::vector<std::string_view> bare;   ///< without them: a line end in another place is no difference
};

Words split(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  Words out;
  std::size_t start = 0;
  while (start < text.size()) {
    auto const end = std::min(text.find_first_of(blanks, start), text.size());
    auto const next = std::min(text.find_first_not_of(blanks, end), text.size());
    out.texts.push_back(text.substr(start, next - start));
    out.bare.push_back(text.substr(start, end - start));
    start = next;
  }
  return out;
}

// For each word of both, whether the other has it too.
struct Kept {
  std::vector<bool> first, second;
};

Kept common_words(Words const& first, Words const& second) {
  auto const rows = first.bare.size();
  auto const columns = second.bare.size();
  // lengths[i][j]: the longest common run of words from i of the first and j of the second on.
  std::vector<std::uint32_t> lengths((rows + 1) * (columns + 1), 0);
  auto const at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return lengths[row * (columns + 1) + column];
  };
  for (auto row = rows; row-- > 0;)
    for (auto column = columns; column-- > 0;)
      at(row, column) = first.bare[row] == second.bare[column] ? at(row + 1, column + 1) + 1
                                                               : std::max(at(row + 1, column), at(row, column + 1));
  Kept out{std::vector<bool>(rows, false), std::vector<bool>(columns, false)};
  for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
    if (first.bare[row] == second.bare[column]) {
      out.first[row++] = out.second[column++] = true;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      ++row;
    } else {
      ++column;
    }
  }
  return out;
}

Html marked(Words const& words, std::vector<bool> const& kept) {
  Html out;
  std::string run;
  auto const write = [&](bool is_kept) {
    if (run.empty()) return;
    if (is_kept) {
      out << run;
    } else {
      out << "<mark>" << run << "</mark>";
    }
    run.clear();
  };
  for (std::size_t at = 0; at < words.texts.size(); ++at) {
    if (at > 0 && kept[at] != kept[at - 1]) write(kept[at - 1]);
    run += words.texts[at];
  }
  if (!kept.empty()) write(kept.back());
  return out;
}

}  // namespace

MarkedTexts mark_differing_words(std::string_view first, std::string_view second) {
  auto const left = split(first);
  auto const right = split(second);
  if (left.texts.size() * right.texts.size() > most_comparisons)
    return {marked(left, std::vector<bool>(left.texts.size(), false)),
            marked(right, std::vector<bool>(right.texts.size(), false))};
  auto const kept = common_words(left, right);
  return {marked(left, kept.first), marked(right, kept.second)};
}

}  // namespace gt::pages
