#include "plans/pages/board_words.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace gt::plans {

using namespace html;

Html board_words_table(BoardWords const& said) {
  Table rows;
  rows.caption = "What the boards decided, were promised and were told, newest first";
  rows.columns = {{"What"}, {"In these words"}, {"Board"}, {"Day"}, {"How it stands"}};
  for (auto const& each : said.newest)
    rows.rows.push_back(
        {{words(each.kind), link(words(each.title), Href{each.address}), words(each.body.empty() ? "–" : each.body),
          each.on ? date(*each.on) : words("–"),
          each.is_late ? tag("Late", TagKind::warn) : words(each.standing.empty() ? "–" : each.standing)}});
  Html out = table(rows);
  if (!said.is_all) out << paragraph(words("Older ones are in the registers of the boards."));
  return out;
}

namespace {

constexpr std::string_view title_of_boards = "What the boards saw and decided";

// "2 decisions of 6 entries", "6 entries, no decision"; more stand in the registers where these are only the newest.
std::string boards_note(BoardWords const& said) {
  auto const count = static_cast<std::int64_t>(said.newest.size());
  auto const decisions =
      std::count_if(said.newest.begin(), said.newest.end(), [](auto const& each) { return each.kind == "Decision"; });
  auto const entries =
      fmt::format("{}{}", said.is_all ? "" : "the newest ", count == 1 ? "1 entry" : fmt::format("{} entries", count));
  if (decisions == 0) return said.is_all ? entries + ", no decision" : "No decision in " + entries;
  return fmt::format("{} of {}", plural(decisions, "decision"), entries);
}

}  // namespace

Station boards_station(BoardWords const& said) {
  auto const count = static_cast<std::int64_t>(said.newest.size());
  Station station;
  station.id = "s-boards";
  station.name = "Boards";
  station.knot = count == 0 ? Knot::gap : Knot::full;
  station.map_note = count == 0 ? "Nobody looked" : boards_note(said);
  station.title = count == 0 ? words("No board has looked at this") : words(title_of_boards);
  if (count > 0) station.body << board_words_table(said);
  for (auto const& each : said.newest)
    if (each.is_late)
      station.margins.push_back({words(fmt::format("A promise to {} about this is late.", each.body)), "Late"});
  return station;
}

namespace {

// Nothing where nobody here may see boards.
std::optional<BoardWords> said_of(pages::PageCall const& call, Outside const& outside,
                                  std::vector<std::string> const& things) {
  if (!outside.boards || !call.may("board.view")) return std::nullopt;
  auto const today = call.environment().clock.today();
  auto said = call.read("plan.view", [&](db::Transaction& transaction) {
    return outside.boards(transaction, call.actor(), things, today);
  });
  return said ? std::optional(*std::move(said)) : std::nullopt;
}

}  // namespace

Html board_words_part(pages::PageCall const& call, Outside const& outside, std::vector<std::string> const& things) {
  auto const said = said_of(call, outside, things);
  if (!said) return {};
  Html out = heading(words(title_of_boards), "boards");
  out << (said->newest.empty() ? paragraph(words("No board has looked at this.")) : board_words_table(*said));
  return out;
}

Result<pages::Answer> with_board_words(pages::PageCall const& call, Outside const& outside,
                                       Result<pages::Answer> answer, std::string_view segment) {
  if (!answer) return answer;
  auto* framed = std::get_if<pages::Framed>(&*answer);
  if (framed == nullptr) return answer;
  auto const said = said_of(call, outside, {std::string(call.request().segment(segment))});
  if (said && !said->newest.empty())
    framed->page.body << heading(words(title_of_boards), "boards") << board_words_table(*said);
  return answer;
}

}  // namespace gt::plans
