#include "governance/decisions/forward_plan.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "governance/decisions/decision_place.h"
#include "governance/decisions/rules/money_rules.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/sql.h"
#include "platform/calendar/working_days.h"

namespace gt::governance {

namespace {

// A notice of a decision this far ahead may fall into the period, and so may the end of call-in after one so long ago.
constexpr int longest_notice = 60;
constexpr int longest_after = 60;
constexpr std::int64_t most_meetings = 10'000;

struct Ahead {
  std::map<std::string, Entry> bodies;                             ///< by id
  std::map<std::string, std::vector<std::string>> items;           ///< titles by meeting
  std::map<std::string, std::vector<Decision const*>> by_meeting;  ///< decisions by meeting
};

std::string money_words(Decision const& decision) {
  return decision.pence ? fmt::format("{}, {}", decision.title, pounds(*decision.pence)) : decision.title;
}

PlanLine::What what_of(Decision const& decision) {
  return {money_words(decision), "/decisions/" + decision.id.text(), decision.is_key};
}

PlanLine meeting_line(Meeting const& meeting, Ahead const& ahead, Date today) {
  PlanLine line{PlanLine::Kind::meeting,
                meeting.on,
                meeting.body_title,
                meeting.address(),
                meeting.body,
                meeting.body_title,
                {},
                {},
                {},
                {}};
  if (!meeting.title.empty()) line.event += ": " + meeting.title;
  if (auto const items = ahead.items.find(meeting.id.text()); items != ahead.items.end())
    for (auto const& title : items->second) line.what.push_back({title, meeting.address(), false});
  if (auto const found = ahead.by_meeting.find(meeting.id.text()); found != ahead.by_meeting.end())
    for (auto const* each : found->second) line.what.push_back(what_of(*each));
  if (auto const body = ahead.bodies.find(meeting.body); body != ahead.bodies.end()) {
    auto const papers = papers_due(body->second, meeting.on);
    line.papers_by = papers.by;
    line.by = papers.rule;
    line.is_legal_deadline = papers.is_law;
  }
  bool const is_draft = meeting.state == MeetingState::draft;
  line.is_late = is_draft && line.papers_by && *line.papers_by < today && today <= meeting.on;
  line.state = line.is_late ? "Papers late" : records::capital(std::string(word(meeting.state)));
  line.is_legal_deadline = line.is_legal_deadline && is_draft && line.papers_by && *line.papers_by >= today;
  return line;
}

PlanLine decision_line(Decision const& decision) {
  PlanLine line{PlanLine::Kind::decision,
                decision.day,
                fmt::format("Decision: {}", decision.text("decision_maker")),
                "/decisions/" + decision.id.text(),
                decision.body,
                decision.body_name,
                {what_of(decision)},
                {},
                {},
                records::capital(std::string(word(state_of(decision))))};
  if (decision.until) line.by = fmt::format("until {}", decision.until->printed());
  return line;
}

// A line for each step that has a last day, but the agenda, which stands beside its meeting.
void add_steps(std::vector<PlanLine>& lines, Decision const& decision, DecisionSettings const& settings,
               PlanPeriod const& period, Date today) {
  for (auto const& step : checklist(decision, settings, today)) {
    bool const is_beside_meeting = decision.meeting && step.rule->code.starts_with("agenda-");
    if (!step.latest || is_beside_meeting || *step.latest > period.to) continue;
    // What was missed for a decision still to come is shown to whoever looks at today, however long ago it was due.
    bool const is_overdue =
        step.state == StepState::missed && !decision.taken_on && decision.day >= today && period.from <= today;
    if (*step.latest < period.from && !is_overdue) continue;
    auto const is_open =
        step.state == StepState::not_due || step.state == StepState::due || step.state == StepState::missed;
    lines.push_back(
        {PlanLine::Kind::notice,
         *step.latest,
         step.rule->label,
         "/decisions/" + decision.id.text(),
         decision.body,
         decision.body_name,
         {what_of(decision)},
         {},
         step.rule->timing == StepTiming::counted && step.rule->counting != calendar::Counting::working_after
             ? fmt::format("{}, before {}", step.counted, decision.day.printed())
             : step.counted,
         step.words,
         step.state == StepState::missed,
         is_open && !step.rule->local && *step.latest >= today});
  }
}

}  // namespace

std::vector<PlanLine> forward_plan(db::Transaction& transaction, operations::Actor const& reader,
                                   PlanPeriod const& period, OutsideDates const& outside, Date today) {
  auto const sight = sight_of(transaction, reader, today);
  auto const settings = decision_settings(transaction).rules;
  DecisionFilter filter;
  filter.body = period.body;
  filter.from = period.from.plus_days(-longest_after);
  filter.to = period.to.plus_days(longest_notice);
  auto const decisions = all_decisions(transaction, filter, sight);
  auto const meetings = list_meetings(
      transaction, {.body = period.body.value_or(""), .from = period.from, .to = period.to}, most_meetings);

  Ahead ahead;
  for (auto& each : list_bodies(transaction)) ahead.bodies.emplace(each.id.text(), std::move(each));
  db::Params params{{"from", period.from}, {"to", period.to}};
  sight.add_to(params);
  for (auto const& row : transaction.rows(sql::list_agenda_titles, params))
    ahead.items[row.text("meeting")].push_back(row.text("title"));
  for (auto const& each : decisions)
    if (each.meeting && !each.withdrawn_on) ahead.by_meeting[*each.meeting].push_back(&each);

  std::vector<PlanLine> lines;
  for (auto const& each : meetings)
    if (each.state != MeetingState::cancelled) lines.push_back(meeting_line(each, ahead, today));
  for (auto const& each : decisions) {
    if (each.withdrawn_on) continue;
    if (!each.meeting && period.from <= each.until.value_or(each.day) && each.day <= period.to)
      lines.push_back(decision_line(each));
    add_steps(lines, each, settings, period, today);
  }
  if (outside && !period.body)
    for (auto& each : outside(transaction, reader, period.from, period.to))
      lines.push_back({PlanLine::Kind::outside,
                       each.day,
                       each.event,
                       each.address,
                       {},
                       {},
                       {{each.note, each.address, false}},
                       {},
                       "Statutory",
                       each.state,
                       each.is_late,
                       !each.is_late});
  std::stable_sort(lines.begin(), lines.end(), [](PlanLine const& a, PlanLine const& b) { return a.day < b.day; });
  return lines;
}

}  // namespace gt::governance
