#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.h"

namespace gt::html {

/// full: evidenced. part: partly. gap: nothing there.
enum class Knot { full, part, gap };

/// The thread in one line of a list. Words always stand under it ("No family voice. 1 action late").
Html strip(std::vector<Knot> const& knots, std::string_view words);

/// The head of a finding's page: the inspector's sentence, and where it stands.
struct Opening {
  std::string sentence;
  Html source;
  std::string stands_title;
  Html stands;
};
Html opening(Opening const& opening);

/// Beside a station: who answers for it, or the weak point.
struct Margin {
  Html content{};
  /// e.g. "Weak point 3"; makes the note a weak one. Empty for a plain note.
  std::string weak{};
};

struct Station {
  /// The target that the map links to, e.g. "s-actions".
  std::string id;
  /// The word on the map: "Actions".
  std::string name;
  Knot knot = Knot::full;
  /// Under the word on the map: "8 of 11 done", "Nobody asked".
  std::string map_note{};
  /// Over the title; defaults to the name. "The inspector's sentence".
  std::string kind{};
  /// Facts beside the kind, e.g. a tag or a count.
  std::vector<Html> facts{};
  Html title{};
  Html body{};
  std::vector<Margin> margins{};
};
/// The stations as page contents: a line of knots with words.
Html thread_map(std::vector<Station> const& stations);
/// The stations one under the other, the line dotted where it breaks.
Html thread(std::vector<Station> const& stations);

/// The named gaps, e.g. "Where this thread is weak". Prints nothing for no items.
Html gaps(std::string_view title, std::vector<Html> const& items, bool numbered = false);

}  // namespace gt::html
