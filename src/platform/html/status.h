#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/html/html.h"

namespace gt::html {

/// Shape and word, colour third: diamond, disc, triangle, square, ring, star.
enum class Brag { blue, green, amber, red, grey, purple };
Html brag(Brag colour, std::string_view word);
/// The key that explains the shapes.
Html brag_key();

enum class TagKind { quiet, strong, warn, gold, good };
Html tag(std::string_view word, TagKind kind = TagKind::quiet);

/// An inspection grade as printed, with its place on the four-step scale: inadequate 1, requires improvement (to be
/// good) and adequate 2, good 3, outstanding 4. Words that are no such grade get no shape.
Html grade(std::string_view printed);

/// How far the difference is shown, 0 to 5 rungs: activity, output, practice, families, outcome.
Html difference(int rungs, std::string_view word);
/// The ladder spelled out.
Html ladder(int rungs);

struct Rating {
  std::string question;
  Html word;
  Html because{};
  Html next{};
};
/// The two ratings, side by side, never blended.
Html ratings(Rating const& delivered, Rating const& difference_made);

/// The due date, and the first one struck through when it moved.
Html due(Date now, std::optional<Date> first = std::nullopt, int moves = 0);
/// "13 days late"
Html late(int days);

/// A figure with a source: the gold underline leads to it. `citation` 0 prints no number.
Html figure(Html const& value, Href const& source, int citation = 0);
/// A value withheld because it is small; explain "c" below the table.
Html withheld();

/// Someone else's words inside a sentence or cell, in quotation marks and serif.
Html said(std::string_view their_words);
struct Quote {
  std::string words;
  /// Who said it, where; empty prints none.
  Html source{};
  bool small = true;
};
Html quote(Quote const& quote);

}  // namespace gt::html
