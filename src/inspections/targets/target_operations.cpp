#include <algorithm>

#include <fmt/format.h>

#include "inspections/history/judgement_history.h"
#include "inspections/inspection_store.h"
#include "inspections/sql.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::inspections {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

json target_json(JudgementHistory const& history, Target const& each) {
  auto const stands = standing(history, each);
  auto const optional = [](std::string const& text) { return text.empty() ? json(nullptr) : json(text); };
  return {{"id", each.id.text()},
          {"line", each.line},
          {"label", line_label(each.line)},
          {"grade", each.facts.grade},
          {"by", each.facts.by.iso()},
          {"set_on", each.facts.set_on.iso()},
          {"set_by", each.set_by},
          {"reason", each.reason},
          {"state", word(stands.state)},
          {"standing", stands.words},
          {"from_inspection", stands.is_from_inspection},
          {"superseded_by", each.superseded_by ? json(*each.superseded_by) : json(nullptr)},
          {"ended_by", optional(each.ended_by)},
          {"ended_reason", optional(each.ended_reason)},
          {"version", each.version}};
}

struct SetTarget {
  std::string line, grade, set_by, reason;
  std::optional<Date> by, set_on;
};

bool is_ended(TargetStanding const& stands) {
  using State = TargetStanding::State;
  return stands.state != State::open && stands.state != State::date_passed;
}

// The one that stands for the line, if one does; the newest.
Target const* standing_target(JudgementHistory const& history, std::string const& line) {
  for (auto const& each : history.targets)
    if (each.line == line && !each.superseded_by && !each.facts.said_outcome) return &each;
  return nullptr;
}

Result<json> run_set_target(Call& call, SetTarget const& input) {
  TRY(call.allow_themes({}));  // a judgement concerns every theme
  auto const set_on = input.set_on.value_or(call.today());
  if (set_on > call.today())
    return refuse_field("set_on", "This day is still to come. Enter the day on which the target was set.");
  if (*input.by <= set_on)
    return refuse_field("by", fmt::format("Enter a day after {}, when the target was set.", set_on.printed()));
  auto const history = read_history(call.db(), call.today());
  auto const* before = standing_target(history, input.line);
  if (before != nullptr && set_on < before->facts.set_on)
    return refuse_field("set_on", fmt::format("A target for this was set on {}. One that takes its place was set on "
                                              "that day or later.",
                                              before->facts.set_on.printed()));
  if (before != nullptr && before->facts.grade == input.grade && before->facts.by == *input.by)
    return refuse(ErrorKind::conflict, "This very target stands already. Change the grade or the date, or leave it.");
  auto const id = TargetId::fresh();
  call.db().execute(sql::insert_target, {{"id", id},
                                         {"line", input.line},
                                         {"grade", input.grade},
                                         {"by_date", *input.by},
                                         {"set_on", set_on},
                                         {"set_by", one_line(input.set_by)},
                                         {"reason", one_line(input.reason)},
                                         {"entered_at", call.now()},
                                         {"entered_by", call.actor().account},
                                         {"entered_by_name", call.actor().name}});
  auto const takes_place = before != nullptr && !is_ended(standing(history, *before));
  if (takes_place &&
      call.db().execute(
          sql::supersede_target,
          {{"id", before->id}, {"superseded_by", id}, {"superseded_on", set_on}, {"version", before->version}}) == 0)
    return refuse(ErrorKind::conflict, "Someone else set or ended a target for this just now. Look at it first.");
  auto const after = read_history(call.db(), call.today());
  for (auto const& each : after.targets) {
    if (each.id == id)
      call.changed({"judgement target", id.text(), fmt::format("{}: {}", line_label(each.line), in_words(each)),
                    nullptr, target_json(after, each)});
    if (takes_place && each.id == before->id)
      call.changed({"judgement target", each.id.text(), fmt::format("{}: {}", line_label(each.line), in_words(each)),
                    target_json(history, *before), target_json(after, each)});
  }
  auto const warning = target_warning(input.line, *input.by);
  return json{{"target", id.text()},
              {"superseded", takes_place ? json(before->id.text()) : json(nullptr)},
              {"warning", warning.empty() ? json(nullptr) : json(warning)}};
}

struct EndTarget {
  std::optional<TargetId> target;
  std::string outcome, ended_by, reason;
  std::optional<Date> ended_on;
  std::int64_t version = 0;
};

Result<json> run_end_target(Call& call, EndTarget const& input) {
  TRY(call.allow_themes({}));
  auto const history = read_history(call.db(), call.today());
  auto const found = std::find_if(history.targets.begin(), history.targets.end(),
                                  [&](Target const& each) { return each.id == *input.target; });
  if (found == history.targets.end())
    return refuse(ErrorKind::not_found, "There is no such target here. Look in the judgement history.");
  auto const changed_first =
      refuse(ErrorKind::conflict,
             "Someone else ended or replaced this target after you opened it. Look at how it stands now.");
  if (found->superseded_by || found->facts.said_outcome || found->version != input.version) return changed_first;
  if (auto const stands = standing(history, *found); is_ended(stands))
    return refuse(ErrorKind::conflict,
                  fmt::format("An inspection says how this target ended: {}. Nothing needs to be said.", stands.words));
  auto const ended_on = input.ended_on.value_or(call.today());
  if (ended_on > call.today() || ended_on < found->facts.set_on)
    return refuse_field("ended_on",
                        fmt::format("Enter a day from {}, when it was set, to today.", found->facts.set_on.printed()));
  if (input.outcome == "missed" && ended_on <= found->facts.by)
    return refuse_field("outcome", fmt::format("Its date is {}; until then it cannot have been missed. Say that it is "
                                               "withdrawn, or wait.",
                                               found->facts.by.printed()));
  if (call.db().execute(sql::end_target, {{"id", found->id},
                                          {"outcome", input.outcome},
                                          {"ended_on", ended_on},
                                          {"ended_by", one_line(input.ended_by)},
                                          {"ended_reason", one_line(input.reason)},
                                          {"version", input.version}}) == 0)
    return changed_first;
  auto const after = read_history(call.db(), call.today());
  for (auto const& each : after.targets)
    if (each.id == found->id)
      call.changed({"judgement target", each.id.text(), fmt::format("{}: {}", line_label(each.line), in_words(each)),
                    target_json(history, *found), target_json(after, each)});
  return json{{"target", found->id.text()}, {"version", input.version + 1}};
}

struct ListTargets {
  std::optional<Date> as_of;
};

Result<json> run_list_targets(Call& call, ListTargets const& input) {
  auto const history = read_history(call.db(), input.as_of.value_or(call.today()));
  auto rows = json::array();
  for (auto const& each : history.targets) rows.push_back(target_json(history, each));
  return json{{"as_of", history.as_of.iso()}, {"targets", rows}};
}

Result<json> run_history(Call& call, ListTargets const& input) {
  auto const history = read_history(call.db(), input.as_of.value_or(call.today()));
  auto out = to_json(history);
  out["targets"] = json::array();
  for (auto const& each : history.targets) out["targets"].push_back(target_json(history, each));
  return out;
}

}  // namespace

void add_target_operations(operations::Registry& registry) {
  using S = SetTarget;
  using E = EndTarget;
  registry.add(
      declare<S>("target set", "Set the grade that the council aims at in one judgement area, by a date",
                 operations::Kind::change, "inspection.edit",
                 {field("line", &S::line, "The judgement area", "care_leavers").required().choices(target_lines()),
                  field("grade", &S::grade, "The grade aimed at", "good").required().choices(target_grades()),
                  field("by", &S::by, "By which day", "2028-04-30").required(),
                  field("set_by", &S::set_by, "Who set it", "Improvement Board").required().max_length(200),
                  field("reason", &S::reason, "The decision, or the reason", "Agreed with the plan’s second version")
                      .required()
                      .max_length(500),
                  field("set_on", &S::set_on, "The day it was set; today when left out", "2026-11-22")},
                 {{"target", example_id}, {"superseded", nullptr}, {"warning", nullptr}}, &run_set_target));
  registry.add(declare<E>(
      "target end", "Say how a target for a judgement ended, where no inspection does", operations::Kind::change,
      "inspection.edit",
      {field("target", &E::target, "The target", example_id).required(),
       field("version", &E::version, "The version you saw, so that nobody’s change is lost", 1).required(),
       field("outcome", &E::outcome, "How it ended", "withdrawn").required().choices({"met", "missed", "withdrawn"}),
       field("ended_by", &E::ended_by, "Who decided so", "Improvement Board").required().max_length(200),
       field("reason", &E::reason, "Why", "No overall grade is given any more").required().max_length(500),
       field("ended_on", &E::ended_on, "The day it ended; today when left out", "2026-11-22")},
      {{"target", example_id}, {"version", 2}}, &run_end_target));
  auto const as_of = [] {
    return field("as_of", &ListTargets::as_of, "As it was known on this day; today when left out", "2026-11-22");
  };
  registry.add(declare<ListTargets>("target list", "List the targets for judgements, and how they ended",
                                    operations::Kind::read, "inspection.view", {as_of()},
                                    {{"as_of", "2026-11-22"}, {"targets", json::array()}}, &run_list_targets));
  registry.add(declare<ListTargets>(
      "judgement history",
      "Show what inspections judged across framework generations, with targets and what is expected",
      operations::Kind::read, "inspection.view", {as_of()}, {{"as_of", "2026-11-22"}, {"lines", json::array()}},
      &run_history));
}

}  // namespace gt::inspections
