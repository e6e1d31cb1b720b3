#include <algorithm>

#include "governance/rota/rota_operations.h"
#include "platform/core/text.h"

namespace gt::governance::rota {

using nlohmann::json;

namespace {

json past_meeting(Situation const& situation, governance::Meeting const& meeting) {
  auto themes = json::array();
  for (auto const& theme : situation.themes)
    if (situation.on_agenda.contains({meeting.id.text(), theme.theme.id.text()}))
      themes.push_back({{"theme", theme.theme.id.text()}, {"state", "held"}});
  return {{"meeting", meeting.id.text()},
          {"on", meeting.on.iso()},
          {"state", governance::word(meeting.state)},
          {"themes", themes}};
}

json coming_meeting(Situation const& situation, Outcome const& outcome, std::size_t m) {
  auto const& meeting = situation.coming[m];
  auto themes = json::array();
  for (std::size_t t = 0; t < situation.themes.size(); ++t) {
    auto const standing = standing_at(situation, outcome, t, m);
    if (standing == Standing::nothing) continue;
    json each{{"theme", situation.problem.themes[t].id}, {"state", lower_case(std::string(label(standing)))}};
    if (outcome.solution)
      for (auto const& slot : outcome.solution->meetings[m].slots)
        if (slot.theme == t) each["why"] = reason(slot.why);
    themes.push_back(std::move(each));
  }
  json out{{"meeting", meeting.id.text()},
           {"on", meeting.on.iso()},
           {"state", governance::word(meeting.state)},
           {"places", situation.problem.meetings[m].slots},
           {"themes", themes}};
  if (outcome.solution) {
    auto const& planned = outcome.solution->meetings[m];
    out["free"] = planned.free;
    out["why_free"] = planned.why_free ? json(reason(*planned.why_free)) : json(nullptr);
  }
  return out;
}

json theme_of(Situation const& situation, Outcome const& outcome, std::size_t t) {
  auto const& theme = situation.themes[t];
  auto const& asked = situation.problem.themes[t];
  json out{{"theme", asked.id},
           {"title", theme.theme.title},
           {"delivered", theme.delivered ? json(plans::status_word(*theme.delivered)) : json(nullptr)},
           {"last", asked.last ? json(asked.last->iso()) : json(nullptr)},
           {"next", nullptr}};
  if (!outcome.solution) return out;
  auto const& planned = outcome.solution->themes[t];
  if (!planned.looks.empty()) out["next"] = situation.coming[planned.looks.front()].on.iso();
  out["longest_gap_days"] = planned.longest_gap_days;
  out["longest_gap_meetings"] = planned.longest_gap_meetings;
  out["past_limit"] = planned.past_limit;
  return out;
}

}  // namespace

json to_json(Situation const& situation, Outcome const& outcome) {
  json out{{"body", situation.body.id.text()},
           {"body_title", situation.body.title},
           {"from", situation.span.from.iso()},
           {"to", situation.span.to.iso()},
           {"rules", to_json(situation.rules)},
           {"rules_in_words", in_words(situation.rules)},
           {"all_rules", json::array()},
           {"meetings", json::array()},
           {"themes", json::array()},
           {"marks", json::array()},
           {"clash", nullptr}};
  for (auto const& each : situation.versions) out["all_rules"].push_back(to_json(each));
  for (auto const& each : situation.past) out["meetings"].push_back(past_meeting(situation, each));
  for (std::size_t m = 0; m < situation.coming.size(); ++m)
    out["meetings"].push_back(coming_meeting(situation, outcome, m));
  for (std::size_t t = 0; t < situation.themes.size(); ++t) out["themes"].push_back(theme_of(situation, outcome, t));
  for (auto const& each : situation.marks) out["marks"].push_back(to_json(each));
  if (outcome.clash)
    out["clash"] = {{"what", clash_words(situation, *outcome.clash)},
                    {"ways_on", ways_on(situation, *outcome.clash)},
                    {"smallest", outcome.clash->smallest}};
  out["fingerprint"] = fingerprint(situation, steps_to_accept(situation, outcome));
  out["meetings_in_a_round"] = meetings_in_a_round(situation, outcome);
  if (outcome.solution) {
    auto const& solution = *outcome.solution;
    out["best_there_is"] = solution.proven;
    out["fairness"] = {{"fewest_looks", solution.fairness.fewest_looks},
                       {"most_looks", solution.fairness.most_looks},
                       {"shortest_gap_meetings", solution.fairness.shortest_gap},
                       {"longest_gap_meetings", solution.fairness.longest_gap}};
  }
  return out;
}

}  // namespace gt::governance::rota
