#include "governance/decisions/decision.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "governance/reference_text.h"
#include "platform/core/text.h"

namespace gt::governance {

namespace {

constexpr std::array decision_states{DecisionState::planned, DecisionState::taken, DecisionState::withdrawn};
constexpr std::array<std::string_view, 4> open_fields{"decision_maker", "contact", "wards", "committee_link"};

records::Kind const& form_named(std::string_view word) {
  static auto const all = records::read_kinds({.kinds_name = "reference/decision_forms.tsv",
                                               .kinds = embedded::decision_forms,
                                               .fields_name = "reference/decision_fields.tsv",
                                               .fields = embedded::decision_fields,
                                               .outer = {}});
  auto const* found = records::find_kind(all, word);
  ENSURE(found != nullptr);
  return *found;
}

}  // namespace

std::string_view word(DecisionState state) {
  switch (state) {
    case DecisionState::planned:
      return "planned";
    case DecisionState::taken:
      return "taken";
    case DecisionState::withdrawn:
      return "withdrawn";
  }
  ENSURE(false);
}

std::optional<DecisionState> decision_state_from(std::string_view text) {
  for (auto each : decision_states)
    if (text == word(each)) return each;
  return std::nullopt;
}

DecisionState state_of(Decision const& decision) {
  if (decision.withdrawn_on) return DecisionState::withdrawn;
  return decision.taken_on ? DecisionState::taken : DecisionState::planned;
}

std::string name_of(Decision const& decision) {
  return fmt::format("Decision {}: {}", decision.number, decision.title);
}

records::Kind const& planned_form() { return form_named("planned decision"); }
records::Kind const& taken_form() { return form_named("taken decision"); }
records::Kind const& followed_form() { return form_named("followed decision"); }

bool is_open_field(std::string_view name) {
  return std::find(open_fields.begin(), open_fields.end(), name) != open_fields.end();
}

DecisionFacts facts_of(Decision const& decision) {
  DecisionFacts facts{decision.day};
  facts.by = decision.decided_by;
  facts.key = decision.is_key;
  facts.in_private = decision.is_private;
  for (auto const& each : days_of_steps()) facts.*each.day = records::date_of(decision.days, each.name);
  facts.taken = decision.taken_on;
  facts.exempt_from_call_in = decision.no_call_in;
  return facts;
}

std::vector<DoneLink> done_links(Decision const& decision) {
  constexpr std::array<std::string_view, 3> of_the_plan{"/actions/", "/projects/", "/themes/"};
  std::vector<DoneLink> out;
  for (auto const& line : split_lines(decision.text("done_links"))) {
    DoneLink link{std::string(trimmed(line)), {}};
    if (link.address.empty()) continue;
    for (auto const place : of_the_plan)
      if (link.address.starts_with(place)) link.thing = link.address.substr(place.size());
    if (!is_opaque_id(link.thing)) link.thing.clear();
    out.push_back(std::move(link));
  }
  return out;
}

std::vector<Step> checklist(Decision const& decision, DecisionSettings const& settings, Date today) {
  return decision.known_day() ? checklist(facts_of(decision), settings, today) : std::vector<Step>{};
}

int ward_count(Decision const& decision) {
  auto const wards = split_lines(decision.text("wards"));
  return static_cast<int>(
      std::count_if(wards.begin(), wards.end(), [](auto const& each) { return !trimmed(each).empty(); }));
}

}  // namespace gt::governance
