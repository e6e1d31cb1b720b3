#include "governance/decisions/pages/decision_parts.h"

#include <array>

#include <fmt/format.h>

#include "governance/decisions/pages/chain_parts.h"
#include "governance/decisions/rules/money_rules.h"
#include "governance/governance.h"
#include "governance/registers/entry_store.h"
#include "inspections/inspections.h"
#include "plans/plans.h"

namespace gt::governance {

using namespace html;

namespace {

constexpr int meetings_back = 400, meetings_ahead = 500;

}  // namespace

Href address_of(Decision const& decision) { return Href{"/decisions/" + decision.id.text()}; }
Link forward_plan_link() { return {words("Forward plan"), "/forward-plan"}; }
Link decisions_link() { return {words("Decisions"), "/decisions"}; }

std::string weekday_and_day(Date day) {
  constexpr std::array names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  auto const weekday = std::chrono::weekday{day.sys_days()}.iso_encoding();
  return fmt::format("{} {}", names[weekday - 1], day.day());
}

Html state_tag(DecisionState state) {
  switch (state) {
    case DecisionState::planned:
      return tag("Planned");
    case DecisionState::taken:
      return tag("Taken", TagKind::good);
    case DecisionState::withdrawn:
      return tag("Withdrawn", TagKind::quiet);
  }
  ENSURE(false);
}

Html key_tag(bool is_key) { return is_key ? tag("Key decision", TagKind::strong) : Html{}; }

Html step_tag(StepState state) {
  auto const kind = state == StepState::done                                    ? TagKind::good
                    : state == StepState::missed || state == StepState::stopped ? TagKind::warn
                    : state == StepState::done_late                             ? TagKind::gold
                                                                                : TagKind::quiet;
  return tag(state_words(state), kind);
}

std::string pounds_or_nothing(std::optional<std::int64_t> const& pence) { return pence ? pounds(*pence) : ""; }

Result<LoadedDecision> load_decision(pages::PageCall const& call, std::string_view permission) {
  auto const id = TRY(call.id<DecisionId>("decision"));
  auto const today = call.environment().clock.today();
  auto loaded = TRY(call.read(permission, [&](db::Transaction& transaction) -> std::optional<LoadedDecision> {
    auto const sight = sight_of(transaction, call.actor(), today);
    auto found = find_decision(transaction, id, sight);
    if (!found) return std::nullopt;
    LoadedDecision out{*std::move(found), decision_settings(transaction), {}, {}, {}};
    if (out.decision.meeting)
      if (auto const meeting = find_meeting(transaction, MeetingId::trusted(*out.decision.meeting)))
        out.meeting = meeting->printed();
    if (out.decision.answers) out.answered = find_entry(transaction, *out.decision.answers, sight);
    Names names{transaction, sight, evidence::sight_of(call.actor())};
    read_chain(names, out.decision);
    if (out.answered) names.read(*out.answered, {"body"});
    out.names = names.all();
    return out;
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such decision. Look in the list of decisions.");
  return *std::move(loaded);
}

Result<LoadedDecision> load_decision_to_change(pages::PageCall const& call) {
  auto loaded = TRY(load_decision(call, kEditDecisions));
  if (!loaded.decision.is_seen)
    return refuse(ErrorKind::forbidden,
                  "Part of this decision is private and not for you to see, so you cannot change it. Ask whoever "
                  "supports the body.");
  if (loaded.decision.withdrawn_on)
    return refuse(ErrorKind::conflict, "This decision was withdrawn from the plan. Plan a new one.");
  return loaded;
}

DecisionChoices decision_choices(db::Transaction& transaction, operations::Actor const& actor, Date today) {
  DecisionChoices out;
  out.bodies.push_back({"", "Choose", {}});
  for (auto const& each : list_bodies(transaction)) out.bodies.push_back({each.id.text(), each.title, {}});
  out.meetings.push_back({"", "None, or not known yet", {}});
  MeetingFilter const near{.from = today.plus_days(-meetings_back), .to = today.plus_days(meetings_ahead)};
  for (auto const& each : list_meetings(transaction, near, 2000))
    if (each.state != MeetingState::cancelled) out.meetings.push_back({each.id.text(), each.printed(), {}});
  out.recommendations.push_back({"", "None", {}});
  for (auto const& each :
       list_entries(transaction, {.kind = "recommendation"}, sight_of(transaction, actor, today), 500))
    out.recommendations.push_back({each.id.text(), fmt::format("{}: {}", each.number, each.title), {}});
  for (auto const* name : {"theme", "finding", "project"}) out.things[name].push_back({"", "None", {}});
  for (auto const& each : plans::list_things(transaction, "project"))
    out.things["project"].push_back({each.id, each.title, {}});
  for (auto const& each : plans::list_themes(transaction))
    out.things["theme"].push_back({each.id.text(), each.title, {}});
  for (auto const& each : inspections::list_findings(transaction))
    out.things["finding"].push_back(
        {each.id.text(), fmt::format("{} {}", each.number.value_or(each.position), each.title), {}});
  return out;
}

Page page_about(Decision const& decision, std::string title) {
  Page page;
  page.title = std::move(title);
  page.section = boards_section;
  page.breadcrumbs = {forward_plan_link(), {words(name_of(decision)), address_of(decision)}};
  return page;
}

}  // namespace gt::governance
