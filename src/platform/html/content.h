#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/html/html.h"

namespace gt::html {

struct Link {
  Html text;
  Href href;
};
Html link(Html const& text, Href const& href);

struct Fact {
  std::string name;
  Html value;
};

/// The top of a page: caption, h1, facts in a line, and links to things one can do.
struct Head {
  std::string title;
  std::string caption{};
  std::vector<Fact> facts{};
  std::vector<Link> actions{};
  /// Beside the title, e.g. a status tag.
  Html beside_title{};
};
Html head(Head const& head);

/// The first thing someone must know, in words.
Html lede(Html const& sentence);
Html paragraph(Html const& content);
/// An h2; `id` makes it a target for links.
Html heading(Html const& content, std::string_view id = {});
Html subheading(Html const& content, std::string_view id = {});
Html bullets(std::vector<Html> const& items);
/// The quiet line under a table or figure: where it comes from.
Html source_line(Html const& content);

/// Folded text; `open` unfolds it from the start, where it is what the person came to see.
enum class Fold { closed, open };
Html details(std::string_view summary, Html const& content, Fold fold = Fold::closed);
Html inset(Html const& content);
Html warning_text(Html const& content);
enum class Notice { information, success };
Html notification_banner(Notice kind, std::string_view title, Html const& content);

struct SummaryRow {
  std::string key;
  Html value;
  /// e.g. {"Change", "/actions/abc/edit"}; the key is added for screen readers.
  std::vector<std::pair<std::string, Href>> actions{};
};
Html summary_list(std::vector<SummaryRow> const& rows);

/// Main column and side column; one under the other below 896 px.
Html columns(Html const& main, Html const& side);
Html columns_even(Html const& left, Html const& right);
/// A quiet box in the side column.
Html panel(std::string_view title, Html const& content);

struct Tile {
  std::string label;
  Html figure;
};
Html tiles(std::vector<Tile> const& tiles);

/// One line of a list of work: what, a note beneath, and when.
struct Task {
  Html what;
  Html note{};
  Html when{};
};
Html task_list(std::vector<Task> const& tasks);

struct Event {
  /// Machine date for `<time>`; ISO day or instant.
  std::string datetime;
  Html when;
  Html what;
};
/// History, newest first as given.
Html timeline(std::vector<Event> const& events);

/// `old` struck through beside `now`.
Html change(Html const& old, Html const& now);

struct Clock {
  std::string name;
  int day;
  int limit;
  bool met = false;
  Html note{};
};
/// A statutory clock: day N of M in words, with a bar.
Html clock(Clock const& clock);

/// Words that only screen readers say.
Html visually_hidden(std::string_view words);

}  // namespace gt::html
