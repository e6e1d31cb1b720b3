#include "plans/pages/roll_up_parts.h"

#include <fmt/format.h>

namespace gt::plans {

using namespace html;

Html delivered_shape(rules::Delivered delivered) {
  auto word = rules::word(delivered);
  switch (delivered) {
    case rules::Delivered::not_started:
      return brag(Brag::grey, word);
    case rules::Delivered::on_track:
    case rules::Delivered::done:
      return brag(Brag::green, word);
    case rules::Delivered::at_risk:
      return brag(Brag::amber, word);
    case rules::Delivered::off_track:
      return brag(Brag::red, word);
  }
  ENSURE(false);
}

Html rung_shape(rules::Rung rung) { return difference(static_cast<int>(rung), rules::word(rung)); }

namespace {

Html held_by(Standing const& standing, rules::HeldBack const& held, std::string_view lead_in) {
  std::vector<Html> links;
  for (auto const& id : held.ids)
    links.push_back(link(words(fmt::format("action {}", standing.numbers.at(id))), Href{"/actions/" + id}));
  if (held.all > held.ids.size()) links.push_back(words(fmt::format("{} more", held.all - held.ids.size())));
  Html out;
  if (!links.empty()) out << lead_in << " " << sentence_list(links) << ".";
  return out;
}

}  // namespace

Html roll_up_part(Standing const& standing, std::string_view what) {
  auto judged = rules::roll_up(standing.children);
  if (!judged) return paragraph(words(fmt::format("This {} has no action yet, so there is nothing to rate.", what)));
  Rating delivered{.question = "Delivered: did we do what we said?", .word = delivered_shape(judged->delivered)};
  delivered.because << judged->delivered_why;
  bool const is_well = judged->delivered == rules::Delivered::on_track;  // then they hold nothing back
  delivered.next = held_by(standing, judged->delivered_held_by, is_well ? "Not done yet:" : "Held back by");
  Rating difference_made{.question = "Difference made: is it different for children?",
                         .word = rung_shape(judged->difference)};
  difference_made.because << judged->difference_why;
  difference_made.next = held_by(standing, judged->difference_held_by, "No higher than");
  return ratings(delivered, difference_made);
}

std::vector<Column> standing_columns() {
  return {{"Actions", true}, {"Done", true}, {"Late against the first date", true}, {"Delivered"}, {"Difference made"}};
}

std::vector<Html> standing_cells(rules::Tally const& tally, Href const& actions) {
  auto judged = rules::roll_up(tally);
  if (!judged) return {words("0"), words("0"), words("0"), words("No action yet"), words("–")};
  auto number = [](std::size_t count) { return Html{static_cast<std::int64_t>(count)}; };
  return {link(number(tally.all()), actions), number(tally.by_delivered.back()), number(tally.late),
          delivered_shape(judged->delivered), rung_shape(judged->difference)};
}

}  // namespace gt::plans
