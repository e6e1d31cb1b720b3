#include "plans/pages/plan_parts.h"

#include <fmt/format.h>

#include "plans/actions/action_rules.h"

namespace gt::plans {

using namespace html;

html::Link plan_link() { return {words("Improvement plan"), "/plan"}; }
Href address_of(Theme const& theme) { return Href{"/themes/" + theme.id.text()}; }
Href address_of(Action const& action) { return Href{"/actions/" + action.id.text()}; }
Href address_of(inspections::Finding const& finding) { return Href{"/findings/" + finding.id.text()}; }

Html action_link(Action const& action) {
  return link(words(fmt::format("{} {}", action.number, action.title)), address_of(action));
}

Html finding_link(inspections::Finding const& finding) {
  return link(words(fmt::format("{} {}", finding.number.value_or(finding.position), finding.title)),
              address_of(finding));
}

Html theme_link(Theme const& theme) { return link(words(theme.title), address_of(theme)); }

namespace {

// Words for dates that have passed. Each has the colour that every rule of brag_rules.tsv gives such a place.

}  // namespace

Html past_first_date(int days) {
  Html out;
  out << "<span class=\"gt-late\">" << plural(days, "day") << " past the first date</span>";
  return out;
}

Html status_shape(Action const& action, Date today) {
  auto const said = delivered_in_words(action, today);
  bool const has_recovery = !action.recovery.empty();
  if (action.status == ActionStatus::off_track || days_late(action, today) > 0)
    return brag(has_recovery ? Brag::amber : Brag::red, said);
  if (days_late_against_first(action, today) > 0) return brag(Brag::amber, said);
  switch (action.status) {
    case ActionStatus::not_started:
      return brag(Brag::grey, said);
    case ActionStatus::at_risk:
    case ActionStatus::off_track:
      return brag(Brag::amber, said);
    case ActionStatus::on_track:
    case ActionStatus::done:
      return brag(Brag::green, said);
  }
  ENSURE(false);
}

Html due_cell(Action const& action, Date today) {
  if (!action.due) return words("No date yet");
  Html out = due(*action.due, action.first_due, static_cast<int>(action.moves));
  if (auto behind = days_late(action, today); behind > 0) return with_note(out, late(behind));
  auto behind = days_late_against_first(action, today);
  return behind > 0 ? with_note(out, past_first_date(behind)) : out;
}

Html slippage_words(Action const& action) {
  if (action.moves == 0) return {};
  return words(fmt::format("Moved {}, {}.", times_moved(action.moves), plural(days_moved(action), "day")));
}

Table action_rows(std::vector<Action> const& actions, Date today, std::string caption) {
  Table out;
  out.caption = std::move(caption);
  out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Delivered"}, {"Difference made"}};
  for (auto const& each : actions)
    out.rows.push_back({{action_link(each), words(each.owner_role), due_cell(each, today), status_shape(each, today),
                         difference_cell(each)}});
  return out;
}

namespace {

Brag shown_colour(rules::Colour colour) {
  switch (colour) {
    case rules::Colour::blue:
      return Brag::blue;
    case rules::Colour::green:
      return Brag::green;
    case rules::Colour::amber:
      return Brag::amber;
    case rules::Colour::red:
      return Brag::red;
    case rules::Colour::grey:
      return Brag::grey;
    case rules::Colour::purple:
      return Brag::purple;
  }
  ENSURE(false);
}

}  // namespace

Html brag_of(rules::Brag const& position) { return brag(shown_colour(position.colour), position.word); }

Html brag_key_of(std::string_view variant) {
  Table rows;
  rows.caption = "What the colours and shapes mean";
  rows.columns = {{"Shown"}, {"Means"}};
  for (auto const& each : rules::key(variant))
    rows.rows.push_back({{brag(shown_colour(each.colour), each.word), words(each.meaning)}});
  rows.rows.push_back({{brag(Brag::amber, late_with_recovery),
                        words("Past the agreed date, with a recovery agreed: amber, the colour of At risk.")}});
  rows.rows.push_back(
      {{brag(Brag::amber, late_on_first_date),
        words("Past the date it was given first, and the later date that was agreed has not passed: amber, "
              "the colour of At risk.")}});
  return table(rows);
}

Html colour_key(std::string_view variant) { return details("What the colours and shapes mean", brag_key_of(variant)); }

Html difference_cell(Action const& action) {
  auto rung = rules::rung_from_code(action.difference).value_or(rules::Rung::none);
  return difference(static_cast<int>(rung), rules::word(rung));
}

std::vector<Option> status_options() {
  return {{"not started", "Not started", {}},
          {"on track", "On track", {}},
          {"at risk", "At risk", words("Late or short, and it is agreed what will bring it back.")},
          {"off track", "Off track", words("Nothing is agreed yet that would bring it back.")},
          {"done", "Done", {}}};
}

Result<Plan> read_plan(pages::PageCall const& call) {
  return call.read("plan.view", [](db::Transaction& transaction) { return load_plan(transaction); });
}

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }

}  // namespace gt::plans
